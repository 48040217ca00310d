/** Names in braces in a prompt, replaced by values that differ from picture to picture. */
const tokenNames = ['name', 'target', 'width', 'height', 'text'] as const
export type TokenName = (typeof tokenNames)[number]

export interface Token {
  readonly name: TokenName
  /** As it is written in a prompt: "{name}". */
  readonly written: string
  /** Its meaning, in a few words for the designer. */
  readonly meaning: string
}

const meanings: Readonly<Record<TokenName, string>> = {
  name: 'the name of the source',
  target: 'the name of the target',
  width: 'the width of the frame, in pixels',
  height: 'the height of the frame, in pixels',
  text: 'the text in the source, line by line',
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

/** The words in braces that are no tokens, each once, braces included: they may be typing errors. */
export function strayTokens(prompt: string): readonly string[] {
  const words = new Set(prompt.match(/\{[\p{L}\d_]+\}/gu))
  return [...words].filter((word) => !tokens.some(({ written }) => written === word))
}

/** A prompt split at its tokens: a text, a token, a text, … a text. */
export interface Template {
  /** One more than there are tokens. */
  readonly texts: readonly [string, ...string[]]
  readonly tokens: readonly TokenName[]
}

/** Braces around anything but a token stay in the text as written. */
export function splitAtTokens(prompt: string): Template {
  const [first = '', ...rest] = prompt.split(inBraces)
  const texts: [string, ...string[]] = [first]
  const used: TokenName[] = []
  for (const [index, part] of rest.entries()) {
    const name = index % 2 === 0 ? tokenNames.find((each) => each === part) : undefined
    if (name === undefined) texts.push(part)
    else used.push(name)
  }
  return { texts, tokens: used }
}

/**
 * A prompt with its tokens filled in, trimmed. The values are not searched for tokens: a source may be
 * called "{text}". Pieces are trimmed before they are joined, because trimming the result would copy the
 * whole prompt.
 */
export function fillTokens(
  { texts, tokens: used }: Template,
  values: Readonly<Record<TokenName, string>>,
): string {
  const pieces: string[] = []
  texts.forEach((text, index) => {
    const name = used[index - 1]
    if (name !== undefined) pieces.push(values[name])
    pieces.push(text)
  })
  const first = pieces.findIndex(isSeen)
  if (first < 0) return ''
  let last = pieces.length - 1
  while (!isSeen(pieces[last] ?? '')) last--
  let filled = ''
  for (let index = first; index <= last; index++) {
    const piece = pieces[index] ?? ''
    const begun = index === first ? piece.trimStart() : piece
    filled += index === last ? begun.trimEnd() : begun
  }
  return filled
}

function isSeen(piece: string): boolean {
  return /\S/.test(piece)
}
