import { shareText } from './targets.ts'

/** Why Generate can't be pressed, where there is no more to say about it. */
export const blockTexts = {
  'no-key': 'Add an API key in Settings.',
  'no-source': 'Select a frame on the canvas.',
  'no-usable-source': 'Nothing selected can be used: select a frame.',
  'no-prompt': 'Write a prompt.',
  'long-prompt': 'The prompt is over 20,000 characters.',
  'no-target': 'Choose an aspect ratio or a placement.',
  'reading-texts': 'The words of the frames are being read.',
  'reading-references': 'The references are being read.',
} as const

export type Block =
  | { readonly kind: keyof typeof blockTexts }
  /** The words of a source could not be read. */
  | { readonly kind: 'unread-texts'; readonly source: string }
  /** A placement would lose more than half of its picture. */
  | { readonly kind: 'severe-crop'; readonly placement: string; readonly crop: number }
  /** The prompt is too long once its tokens are filled in. */
  | { readonly kind: 'long-filled-prompt'; readonly source: string; readonly target: string }

export function blockText(block: Block): string {
  if (block.kind === 'severe-crop') {
    return `${block.placement} would lose ${shareText(block.crop)} of its picture: see Fit.`
  }
  if (block.kind === 'unread-texts') {
    return `The words of ${block.source} could not be read: select it again.`
  }
  if (block.kind === 'long-filled-prompt') {
    return `Filled in for ${block.source}, ${block.target}, the prompt is over 20,000 characters.`
  }
  return blockTexts[block.kind]
}
