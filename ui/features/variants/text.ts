import type { Source, UnusableReason } from '../../../contract/model/source.ts'
import { counted, digits, shareText } from '../../formats/format.ts'
import { wordsBlockText } from '../order-bar/text.ts'
import type { NotReadyReason, PlainVariantsProblem } from '../composer/readiness.ts'

/** The words of the Variants tab. */

export const variantsLabels = {
  sources: 'Sources',
  noSources: 'Select frames or layers on the canvas.',
  estimate: 'Estimate by target',
  pin: 'Pin sources',
  pinned: 'Pinned. They stay whatever you select.',
  useFrame: 'Use its frame',
  text: 'Text layer. Its frame is used',
} as const

/** "2 sources" */
export function sourcesText(sources: number): string {
  return counted(sources, '1 source', '# sources')
}

/** The selected node, if that is not the source itself. */
export function selectedText({ kind, name }: NonNullable<Source['selected']>): string {
  return kind === 'text' ? variantsLabels.text : `In ${name}`
}

/** Short, because they take the place of the source's picture. */
export const unusableReasonTexts: Readonly<Record<UnusableReason, string>> = {
  text: 'Text without a frame. Put it in one',
  section: 'No frames in this section',
  'component-set': 'Component set. Select one of it',
  'not-a-layer': 'Figma can’t export this',
  empty: 'Empty. Nothing to see',
  hidden: 'Hidden. Show it first',
  'too-small': 'Too small. Enlarge it',
  gone: 'Deleted. Undo, or unpin',
}

/** "Generate 6 pictures" */
export function generateText(pictures: number): string {
  return counted(pictures, 'Generate 1 picture', 'Generate # pictures', 'Generate')
}

/** Why Generate can't be pressed, for reasons without further data. */
const plainTexts: Readonly<Record<PlainVariantsProblem, string>> = {
  'no-source': 'Select a frame.',
  'no-usable-source': 'Select a frame.',
  'no-target': 'Choose what to deliver.',
}

/** Why Generate can't be pressed. */
export function notReadyText(block: NotReadyReason): string {
  switch (block.kind) {
    case 'severe-crop':
      return `${block.placement} crops ${shareText(block.crop)}. Review`
    case 'long-filled-prompt':
      return `The prompt for ${block.source}, ${block.target} is over ${digits(block.longest)} characters.`
    case 'empty-filled-prompt':
      return `The prompt for ${block.source}, ${block.target} is empty.`
    case 'no-source':
    case 'no-usable-source':
    case 'no-target':
      return plainTexts[block.kind]
    case 'no-key':
    case 'no-prompt':
    case 'long-prompt':
    case 'reading-texts':
    case 'laying-out':
    case 'reading-references':
    case 'unread-texts':
      return wordsBlockText(block)
  }
}
