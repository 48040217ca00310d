import { tidyPrompt } from './tidy-prompt.ts'

/** Quotation marks, the plainest first: a text is put between the first pair that it has none of. */
const quotes = [
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
] as const

/**
 * The texts that "Keep my words" holds to: those that say something, each once, in the order given.
 */
export function wordsToKeep(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => tidyPrompt(text).trim()))].filter((text) => text !== '')
}

/** The constraint that keeps a source's wording; empty where the source says nothing. */
export function keepingWords(texts: readonly string[]): string {
  const words = wordsToKeep(texts)
  if (words.length === 0) return ''
  return [
    'Keep this wording letter for letter, and write nothing else in the picture:',
    ...words.map(quoted),
  ].join('\n')
}

function quoted(text: string): string {
  const [open, close] =
    quotes.find((marks) => !marks.some((mark) => text.includes(mark))) ?? quotes[0]
  return `${open}${text}${close}`
}
