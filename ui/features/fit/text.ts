import type { Fit } from '../../catalog/targets/fit.ts'
import { dollars } from '../../formats/money.ts'
import {
  cellText,
  digits,
  pluralize,
  placementText,
  shareText,
  sizeText,
  upperFirst,
} from '../../formats/format.ts'
import type { KnownPlacement } from '../composer/placement-catalog.ts'

/** The words for how pictures cover what was chosen. */

export const fitLabels = {
  fit: 'Fit',
  fitHint: 'Hatched is cut: drag to choose what stays. The model draws a new picture.',
  noFit: 'Choose a placement to see how a picture fits it.',
  cropAnyway: 'Crop it anyway',
  instead: 'Instead:',
  strip:
    'Or deliver a strip of artwork, made in a less narrow ratio, with text and logo as live layers beside it.',
  previous: 'Previous source',
  next: 'Next source',
  share: 'One picture for placements that need the same',
} as const

const edges: Readonly<Record<Exclude<Fit['loses'], 'none'>, string>> = {
  sides: 'at the sides',
  'top-bottom': 'at top and bottom',
}

/** "cuts 4.8 % at the sides", "cuts nothing" */
export function cropText({ crop, loses }: Fit): string {
  return loses === 'none' ? 'cuts nothing' : `cuts ${shareText(crop)} ${edges[loses]}`
}

/** "4.8 % is cut at the sides", "nothing is cut" */
export function cutText({ crop, loses }: Fit): string {
  return loses === 'none' ? 'nothing is cut' : `${shareText(crop)} is cut ${edges[loses]}`
}

/** "0.94×" */
function scaleText({ upscale }: Fit): string {
  return `${upscale.toFixed(2)}×`
}

/** "Cuts 4.8 % at the sides, scaled 0.71×, $0.03" */
export function fitText(fit: Fit): string {
  return `${upperFirst(cropText(fit))}, scaled ${scaleText(fit)}, ${dollars(fit.price)}`
}

/**
 * In a list of pairs: "9:16 at 2K (best): cuts nothing, 0.94×, $0.04". Of the one that is chosen the
 * facts stand above the list already, and a closed list has no room for them.
 */
export function pairText(fit: Fit, rank: 'best' | 'runner-up' | null, isChosen: boolean): string {
  const name = `${cellText(fit.cell)}${rank === null ? '' : ` (${rank})`}`
  if (isChosen) return name
  return `${name}: ${cropText(fit)}, ${scaleText(fit)}, ${dollars(fit.price)}`
}

export const removeText = (name: string) => `Remove ${name}`

export const pairLabel = (name: string) => `Ratio and resolution of ${name}`

/** On a button: "Or 3:4 at 2K: cuts 6.3 % at the sides, 0.94×, $0.04" */
export function otherPairText(fit: Fit): string {
  return `Or ${cellText(fit.cell)}: ${cropText(fit)}, ${scaleText(fit)}, ${dollars(fit.price)}`
}

export function cropWarning({ crop, loses }: Fit): string {
  const where = loses === 'none' ? '' : ` ${edges[loses]}`
  return `${shareText(crop)} of the picture is cut${where}: set the focal point on what matters.`
}

/** Above half: why, as no ratio comes near. */
export function severeText(placement: KnownPlacement, { cell, crop }: Fit): string {
  return `No ratio of the model comes near ${sizeText(placement)}: of a picture in ${cell.ratio} only ${shareText(1 - crop)} stays.`
}

export function upscaleNote(fit: Fit): string {
  return `It is enlarged ${scaleText(fit)}: hardly to be seen.`
}

export function upscaleWarning(fit: Fit): string {
  return `It is enlarged ${scaleText(fit)} and may look soft.`
}

/** On a button that takes another placement: "Google half page, 300 × 600: cuts nothing" */
export function alternativeText(placement: KnownPlacement, fit: Fit): string {
  return `${placementText(placement)}: ${cropText(fit)}`
}

export const cropAnywayText = (name: string) => `${fitLabels.cropAnyway}: ${name}`

/** "Shown with Poster (1 of 6)" */
export function previewedText(name: string, index: number, count: number): string {
  return count < 2
    ? `Shown with ${name}`
    : `Shown with ${name} (${digits(index + 1)} of ${digits(count)})`
}

/** What sharing spares: "saves 2 pictures, about $0.08" */
export function savingText(
  { pictures, price }: { pictures: number; price: number },
  isShared: boolean,
): string {
  if (pictures === 0) return 'Nothing to share as it is.'
  return `${isShared ? 'Saves' : 'Would save'} ${pluralize(pictures, 'picture')}, about ${dollars(price)}.`
}

/** In the fold's line: "2 placements, 1 to look at" */
export function fitTally(count: number, warned: number): string {
  if (count === 0) return ''
  return warned === 0 ? digits(count) : `${digits(count)}, ${digits(warned)} to look at`
}
