import { tokensIn } from './tokens.ts'

/** What of a draft decides whether the texts of the sources have to be read. */
export interface TextUse {
  readonly prompt: string
  readonly keepWords: boolean
  readonly additions: ReadonlyMap<string, string>
}

export function needsTexts({ prompt, keepWords, additions }: TextUse): boolean {
  return (
    keepWords || [prompt, ...additions.values()].some((each) => tokensIn(each).includes('text'))
  )
}
