import type { BesideReason, SwapDestination, Refusal } from '../../../contract/model/layer.ts'
import type { Fit } from '../../catalog/targets/fit.ts'
import { wordsBlockText } from '../order-bar/text.ts'
import { cellText, counted, digits, shareText } from '../../formats/format.ts'
import type { SwapNotReadyReason } from '../composer/readiness.ts'

/** Every sentence about layers before they are swapped. */

export const swapLabels = {
  layers: 'Layers',
  noLayers: 'Select a layer to swap.',
  noLayersHint:
    'A frame, a group, an instance or a picture. Its render takes its place; the original is only hidden.',
  estimate: 'Estimate by layer',
  nothingToSend: 'Select a layer and write a prompt to see it.',
  aim: 'Set the focal point on what matters.',
} as const

/** Why a layer can't be swapped, and what to do. */
export const refusalTexts: Readonly<Record<Refusal, string>> = {
  locked: 'Locked, or in something locked. Unlock it first.',
  hidden: 'Hidden, or in something hidden. Show it first.',
  empty: 'Empty. Put something into it first.',
  'too-small': 'Too small. Enlarge it first.',
  section: 'A section. Select what is in it.',
  'component-set': 'A component set. Select one component in it.',
  mask: 'A mask. Select the group that it is in.',
  render: 'Swapped already. Select it alone to render it again.',
  'not-a-layer': 'Figma can’t export this. Select a frame, a group or a picture.',
}

/** For a layer that waits for its render: "Rendering: queued. It stays as it is until then." */
export function underWayText(state: string): string {
  return `Rendering: ${state}. It stays as it is until then.`
}

const besideTexts: Readonly<Record<BesideReason, string>> = {
  instance: 'Placed beside it: nothing can be added to an instance.',
  component: 'Placed beside it: it is a main component.',
  bound: 'Placed beside it: a variable or property decides whether it is seen.',
  parent: 'Placed beside it: what it is in takes no frames.',
}

/** Remarks on where a render goes; none if it just takes the layer's place. */
export function destinationTexts(destination: SwapDestination): readonly string[] {
  if (destination.kind === 'beside') return [besideTexts[destination.reason]]
  const { component, overflows } = destination
  return [
    component === null ? '' : `Instances of “${component}” will show the render too.`,
    overflows ? 'What reaches out of it is hidden while the render shows.' : '',
  ].filter((text) => text !== '')
}

const cropTexts: Readonly<Record<Fit['loses'], (share: string) => string>> = {
  none: () => 'no crop',
  'top-bottom': (share) => `${share} cropped at top and bottom`,
  sides: (share) => `${share} cropped at the sides`,
}

/** "3:2 at 2K · no crop", "3:2 at 2K · 4 % cropped at the sides" */
export function orderedText({ cell, crop, loses }: Fit): string {
  return `${cellText(cell)} · ${cropTexts[loses](shareText(crop))}`
}

/** For a ratio that another resolution has: "At 1K: 3:1, 4 % cropped." */
export function otherFilesText({ cell, crop, loses }: Fit): string {
  const pair = `${cell.resolution}: ${cell.ratio}`
  return loses === 'none' ? `At ${pair}, no crop.` : `At ${pair}, ${shareText(crop)} cropped.`
}

/** "Swap 2 layers" */
export function swapText(layers: number): string {
  return counted(layers, 'Swap 1 layer', 'Swap # layers', 'Swap')
}

export function swapBlockText(block: SwapNotReadyReason): string {
  switch (block.kind) {
    case 'no-layer':
      return swapLabels.noLayers
    case 'all-refused':
      return 'None of these can be swapped. The list says why.'
    case 'all-swapped':
      return 'Swapped already.'
    case 'under-way':
      return 'Rendering…'
    case 'severe-crop':
      return `${block.layer} would be cropped by ${shareText(block.crop)}. Review`
    case 'long-filled-prompt':
      return `For ${block.layer}, the prompt is over ${digits(block.longest)} characters.`
    case 'empty-filled-prompt':
      return `For ${block.layer}, the prompt is empty.`
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
