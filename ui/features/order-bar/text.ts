import { shareText } from '../target-picker/text.ts'

/** Why nothing can be ordered in either tab, where there is no more to say about it. */
const wordsBlockTexts = {
  'no-key': 'Add an API key in Settings.',
  'no-prompt': 'Write a prompt.',
  'long-prompt': 'The prompt is over 20,000 characters.',
  'reading-texts': 'The words in what is selected are being read.',
  'reading-references': 'The references are being read.',
} as const

/** Why Generate can't be pressed, where there is no more to say about it. */
export const blockTexts = {
  ...wordsBlockTexts,
  'no-source': 'Select a frame on the canvas.',
  'no-usable-source': 'Nothing selected can be used: select a frame.',
  'no-target': 'Choose an aspect ratio or a placement.',
} as const

/** What the words of an order, and what goes along with them, can lack. */
export type WordsBlock =
  | { readonly kind: keyof typeof wordsBlockTexts }
  /** The words of a source, or of a layer, could not be read. */
  | { readonly kind: 'unread-texts'; readonly source: string }

export type Block =
  | WordsBlock
  | { readonly kind: keyof typeof blockTexts }
  /** A placement would lose more than half of its picture. */
  | { readonly kind: 'severe-crop'; readonly placement: string; readonly crop: number }
  /** The prompt is too long once its tokens are filled in. */
  | { readonly kind: 'long-filled-prompt'; readonly source: string; readonly target: string }
  /** The prompt is made of tokens alone, and they stand for nothing here. */
  | { readonly kind: 'empty-filled-prompt'; readonly source: string; readonly target: string }

export function blockText(block: Block): string {
  if (block.kind === 'severe-crop') {
    return `${block.placement} would lose ${shareText(block.crop)} of its picture: see Fit.`
  }
  if (block.kind === 'unread-texts') return wordsBlockText(block)
  if (block.kind === 'long-filled-prompt') {
    return `Filled in for ${block.source}, ${block.target}, the prompt is over 20,000 characters.`
  }
  if (block.kind === 'empty-filled-prompt') {
    return `Filled in for ${block.source}, ${block.target}, the prompt says nothing.`
  }
  return blockTexts[block.kind]
}

export function wordsBlockText(block: WordsBlock): string {
  return block.kind === 'unread-texts'
    ? `The words of ${block.source} could not be read: select it again.`
    : wordsBlockTexts[block.kind]
}
