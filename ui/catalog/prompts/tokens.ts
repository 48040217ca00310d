/** What stands in braces in a prompt for something that is known only of each picture. */
export const tokenNames = ['name', 'target', 'width', 'height', 'text'] as const
export type TokenName = (typeof tokenNames)[number]

export interface Token {
  readonly name: TokenName
  /** As it is written in a prompt: "{name}". */
  readonly written: string
  /** What it stands for, in a few words that a person reads. */
  readonly meaning: string
}

const meanings: Readonly<Record<TokenName, string>> = {
  name: 'the name of the source',
  target: 'the name of the target',
  width: 'the width of the frame, in pixels',
  height: 'the height of the frame, in pixels',
  text: 'the words in the source, line by line',
}

export const tokens: readonly Token[] = tokenNames.map((name) => ({
  name,
  written: `{${name}}`,
  meaning: meanings[name],
}))

const inBraces = new RegExp(`\\{(${tokenNames.join('|')})\\}`, 'g')

/** The tokens that a prompt uses, each once, in the order of `tokens`. */
export function tokensIn(prompt: string): readonly TokenName[] {
  return tokenNames.filter((name) => prompt.includes(`{${name}}`))
}

/**
 * A prompt with its tokens filled in. Braces around anything else stay as they were written, and
 * what is filled in is not looked through again: a source called "{text}" is just called so.
 */
export function fillTokens(prompt: string, values: Readonly<Record<TokenName, string>>): string {
  return prompt.replace(inBraces, (written: string, name: string) => {
    const known = tokenNames.find((each) => each === name)
    return known === undefined ? written : values[known]
  })
}
