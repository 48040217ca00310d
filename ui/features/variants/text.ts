import type { UnusableReason } from '../../../contract/model/source.ts'
import { digits, pluralize, shareText } from '../../formats/format.ts'
import { wordsBlockText } from '../order-bar/text.ts'
import type { NotReadyReason, PlainVariantsProblem } from '../composer/readiness.ts'

/** The words of the Variants tab. */

export const variantsLabels = { estimate: 'Estimate by target' } as const

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
const plainTexts: Readonly<Record<PlainVariantsProblem, string>> = {
  'no-source': 'Select a frame on the canvas.',
  'no-usable-source': 'Nothing selected can be used: select a frame.',
  'no-target': 'Choose an aspect ratio or a placement.',
}

/** Why Generate can't be pressed. */
export function notReadyText(block: NotReadyReason): string {
  switch (block.kind) {
    case 'severe-crop':
      return `${block.placement} would lose ${shareText(block.crop)} of its picture: see Fit.`
    case 'long-filled-prompt':
      return `Filled in for ${block.source}, ${block.target}, the prompt is over ${digits(block.longest)} characters.`
    case 'empty-filled-prompt':
      return `Filled in for ${block.source}, ${block.target}, the prompt says nothing.`
    case 'no-source':
    case 'no-usable-source':
    case 'no-target':
      return plainTexts[block.kind]
    case 'no-key':
    case 'no-prompt':
    case 'long-prompt':
    case 'reading-texts':
    case 'reading-references':
    case 'unread-texts':
      return wordsBlockText(block)
  }
}
