import { tidyPrompt } from './tidy-prompt.ts'

/** Quotation marks, the plainest first: a text gets the first pair that it does not contain. */
const quotes = [
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
] as const

/** The texts that "Keep my words" preserves: those with content, each once, in the given order. */
export function wordsToKeep(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => tidyPrompt(text).trim()))].filter((text) => text !== '')
}

/** The constraint that keeps a source's wording; empty if the source has no text. */
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
