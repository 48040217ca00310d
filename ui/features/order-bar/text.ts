import { digits } from '../../formats/format.ts'
import type { PlainPromptProblem, PromptNotReady } from '../composer/readiness.ts'

export const orderLabels = {
  resolution: 'Resolution',
  copies: 'Copies',
  confirm: 'Confirm the cost',
  cancel: 'Cancel',
} as const

/** Why nothing can be ordered in either tab, for reasons without further data. */
const wordsBlockTexts: Readonly<Record<PlainPromptProblem, string>> = {
  'no-key': 'Add an API key in Settings.',
  'no-prompt': 'Write a prompt.',
  'reading-texts': 'Reading the text of the selection…',
  'laying-out': 'Laying out the text…',
  'reading-references': 'Reading the references…',
}

export function wordsBlockText(block: PromptNotReady): string {
  switch (block.kind) {
    case 'unread-texts':
      return `The text of ${block.source} can’t be read. Select it again.`
    case 'long-prompt':
      return `The prompt is over ${digits(block.longest)} characters.`
    case 'no-key':
    case 'no-prompt':
    case 'reading-texts':
    case 'laying-out':
    case 'reading-references':
      return wordsBlockTexts[block.kind]
  }
}
