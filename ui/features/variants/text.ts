import type { UnusableReason } from '../../../contract/model/source.ts'
import { pluralize, shareText } from '../../text/format.ts'
import { wordsBlockText, wordsBlockTexts } from '../order-bar/text.ts'
import type { Block } from '../composer/readiness.ts'

/** Short, as they stand where the picture of the source would be. */
export const unusableReasonTexts: Readonly<Record<UnusableReason, string>> = {
  text: 'A text: select its frame',
  group: 'A group: put it in a frame',
  section: 'A section: select a frame in it',
  'component-set': 'A set: select one component',
  'not-a-frame': 'Not a frame: put it in one',
  empty: 'An empty frame: nothing to see',
  hidden: 'Hidden: show it first',
  'too-small': 'Too small for a picture: enlarge it',
}

/** "Generate 6 images" */
export function generateText(pictures: number): string {
  return pictures === 0 ? 'Generate' : `Generate ${pluralize(pictures, 'image')}`
}

/** Why Generate can't be pressed, where there is no more to say about it. */
export const blockTexts = {
  ...wordsBlockTexts,
  'no-source': 'Select a frame on the canvas.',
  'no-usable-source': 'Nothing selected can be used: select a frame.',
  'no-target': 'Choose an aspect ratio or a placement.',
} as const

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
