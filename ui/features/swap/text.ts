import type { BesideReason, SwapDestination, Refusal } from '../../../contract/model/layer.ts'
import type { Fit } from '../../catalog/targets/fit.ts'
import { wordsBlockText } from '../order-bar/text.ts'
import { cellText, digits, pluralize, shareText } from '../../formats/format.ts'
import { cropText } from '../fit/text.ts'
import type { SwapNotReadyReason } from '../composer/readiness.ts'

/** Every sentence about what is to be swapped, before it is. */

export const swapLabels = {
  layers: 'Layers',
  noLayers: 'Select what is to be swapped on the canvas.',
  noLayersHint:
    'A frame, a group, an instance, a picture: its render takes its place, in its shape. The layer itself is only hidden, and can be brought back at any time.',
  estimate: 'Estimate by layer',
  nothingToSend: 'Select a layer and write a prompt to see it.',
  aim: 'Set the focal point on what matters.',
  underWay: 'Its swap is under way.',
} as const

/** Why a layer can't be swapped, and what to do. */
export const refusalTexts: Readonly<Record<Refusal, string>> = {
  locked: 'Locked, or in something that is: unlock it first.',
  hidden: 'Hidden, or in something that is: show it first.',
  empty: 'It shows nothing: put something into it first.',
  'too-small': 'Too small to make a picture of: enlarge it first.',
  section: 'A section: select what is in it.',
  'component-set': 'A component set: select one component in it.',
  mask: 'A mask, which shows nothing itself: select the group that it is in.',
  render: 'A render already: flip to its original, and select that to swap it again.',
  'not-a-layer': 'Figma makes no picture of it: select a frame, a group or a picture.',
}

/** Of a render, and of the original that is hidden by it. */
export function swappedText(reason: Refusal): string {
  return reason === 'render'
    ? refusalTexts.render
    : 'Swapped: flip it, and it can be swapped again.'
}

const besideTexts: Readonly<Record<BesideReason, string>> = {
  instance: 'it is inside an instance, whose layers can’t be added to',
  component: 'it is a main component, which its instances are made from',
  bound: 'a variable or a component property decides whether it is seen',
  parent: 'what it is in takes no frames',
}

/** What to know of where a render goes; none where it just takes the layer's place. */
export function destinationTexts(destination: SwapDestination): readonly string[] {
  if (destination.kind === 'beside')
    return [`Placed beside it: ${besideTexts[destination.reason]}.`]
  const texts: string[] = []
  if (destination.component !== null) {
    texts.push(
      `Part of the main component “${destination.component}”: its instances show the render too.`,
    )
  }
  if (destination.overflows) texts.push('What reaches out of it is not seen while the render is.')
  return texts
}

/** "3:2 at 2K: 4 % is cut at the sides." */
export function orderedText(fit: Fit): string {
  return `${cellText(fit.cell)}: ${cropText(fit)}.`
}

/** Of a ratio that another resolution has: "At 1K, 3:1 cuts 4 %." */
export function otherFilesText({ cell, crop, loses }: Fit): string {
  const cut = loses === 'none' ? 'cuts nothing' : `cuts ${shareText(crop)}`
  return `At ${cell.resolution}, ${cell.ratio} ${cut}.`
}

/** "Swap 2 layers" */
export function swapText(layers: number): string {
  return layers === 0 ? 'Swap' : `Swap ${pluralize(layers, 'layer')}`
}

export function swapBlockText(block: SwapNotReadyReason): string {
  switch (block.kind) {
    case 'no-layer':
      return 'Select a layer to swap.'
    case 'all-refused':
      return 'Nothing selected can be swapped: the list says why.'
    case 'all-swapped':
      return 'Swapped already: flip to the original, and select it to swap it again.'
    case 'under-way':
      return block.layers.length === 1
        ? `A swap of “${block.layers[0]}” is under way already.`
        : `Swaps of these ${String(block.layers.length)} layers are under way already.`
    case 'severe-crop':
      return `The render of “${block.layer}” would lose ${shareText(block.crop)} of its picture.`
    case 'long-filled-prompt':
      return `Filled in for “${block.layer}”, the prompt is over ${digits(block.longest)} characters.`
    case 'empty-filled-prompt':
      return `Filled in for “${block.layer}”, the prompt says nothing.`
    case 'no-key':
    case 'no-prompt':
    case 'long-prompt':
    case 'reading-texts':
    case 'reading-references':
    case 'unread-texts':
      return wordsBlockText(block)
  }
}
