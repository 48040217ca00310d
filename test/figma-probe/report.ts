import type { Result } from './question.ts'

export interface Report {
  readonly day: string
  /** Which Figma, and where in it. */
  readonly about: readonly string[]
  readonly results: readonly Result[]
  /** What could not be cleared away. */
  readonly left: readonly string[]
}

const head = ['id', 'question', 'expected', 'seen', 'verdict', 'detail']

/** As Markdown, to paste into an issue. */
export function renderReport({ day, about, results, left }: Report): string {
  const different = results.filter((result) => !isSame(result)).length
  return [
    `## Figma, asked on ${day}`,
    '',
    ...about.map((line) => `- ${plain(line)}`),
    `- ${String(results.length)} questions, ${String(different)} answered differently than expected`,
    ...left.map((line) => `- left behind: ${plain(line)}`),
    '',
    row(head),
    row(head.map(() => '---')),
    ...results.map((result) => {
      const { id, asks, expected, answer, detail } = result
      return row([id, asks, expected, answer, isSame(result) ? 'same' : 'DIFFERENT', detail])
    }),
    '',
  ].join('\n')
}

export function isSame({ expected, answer }: Result): boolean {
  return expected === answer
}

const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`

/** Figma's words may hold anything, line breaks and marks of a table among it. */
const cell = (text: string) => plain(text).replaceAll('|', '\\|')

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('<', '&lt;').trim()
}
