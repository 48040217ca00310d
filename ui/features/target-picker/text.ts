import type { Size } from '../../../contract/model/geometry.ts'
import type { Cell, Sizing } from '../../../contract/model/target.ts'
import type { Fit } from '../../catalog/targets/fit.ts'
import type { KnownPlacement, ListGroup } from '../composer/placement-catalog.ts'

/** The words for targets: placements, sets, sizes, copies and fit. */

const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
const dollars = (amount: number) => `$${amount.toFixed(2)}`
const plural = (count: number, one: string) => `${grouped(count)} ${one}${count === 1 ? '' : 's'}`

export const targetLabels = {
  placements: 'Placements',
  search: 'Search placements',
  listHint: 'Arrow keys move through the list.',
  custom: 'Custom…',
  customForm: 'Custom placement',
  name: 'Name',
  width: 'Width',
  height: 'Height',
  save: 'Save',
  cancel: 'Cancel',
  delete: 'Delete',
  deleteAnyway: 'Delete for good',
  sets: 'Sets',
  saveSet: 'Save as set…',
  setName: 'Name of the set',
  suggestedSet: 'Launch kit',
  newSet: 'New set',
  rename: 'Rename',
  updateSet: 'Update',
  updateSetHint: 'The set gets what is ticked now.',
  sizing: 'Frame size',
  edge: 'Long edge in pixels',
  copies: 'Copies',
  share: 'One picture for placements that need the same',
  fit: 'Fit',
  fitHint: 'Hatched is cut: drag to choose what stays. The model draws the picture anew.',
  noFit: 'Choose a placement to see how a picture fits it.',
  cropAnyway: 'Crop it anyway',
  instead: 'Instead:',
  strip:
    'Or deliver a strip of artwork, made in a less narrow ratio, with text and logo as live layers beside it.',
  previous: 'Previous source',
  next: 'Next source',
} as const

export const groupNames: Readonly<Partial<Record<ListGroup, string>>> = {
  favourites: 'Favourites',
  own: 'Your own',
}

export function groupName(group: ListGroup): string {
  return groupNames[group] ?? group
}

/** "1080 × 1920" */
export function sizeText({ width, height }: Size): string {
  return `${String(width)} × ${String(height)}`
}

/** "Instagram story, 1080 × 1920" */
export function placementText(placement: KnownPlacement): string {
  return `${placement.name}, ${sizeText(placement)}`
}

/** Where a size is from, and what else to know about it. */
export function placementHint({ shipped }: KnownPlacement): string {
  if (shipped === null) return 'A placement of your own.'
  const { source, checkedOn, note } = shipped
  const origin = source.startsWith('computed') ? upperFirst(source) : `Size from ${source}`
  const written = `${origin}, written down on ${checkedOn}. Check it before you deliver.`
  return note === null ? written : `${written} ${note}`
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "3 chosen"; nothing where none is. */
export function chosenText(count: number): string {
  return count === 0 ? '' : `${grouped(count)} chosen`
}

export function noneFoundText(query: string): string {
  return `No placement is called “${query}”.`
}

export const favouriteText = (name: string) => `Favourite: ${name}`
export const editText = (name: string) => `Edit ${name}`
export const removeText = (name: string) => `Remove ${name}`

/** What is wrong with a field of a custom placement, or of a set. */
export const placementProblems = {
  'no-name': 'Give it a name.',
  'long-name': 'A name has at most 60 characters.',
  'name-taken': 'There is one of that name already: give it another.',
  'no-width': 'The width is a whole number of pixels from 1 to 10,000.',
  'no-height': 'The height is a whole number of pixels from 1 to 10,000.',
} as const
export type PlacementProblem = keyof typeof placementProblems

/** Asked before a placement is deleted that sets have: "Launch kit and Ads go on without it." */
export function deletePlacementText(name: string, sets: readonly string[]): string {
  const question = `Delete ${name}?`
  if (sets.length === 0) return question
  const all = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(sets)
  return `${question} ${all} ${sets.length === 1 ? 'goes' : 'go'} on without it.`
}

export const runText = (set: string) => `Run ${set}`

/** What a set ticks: "3 ratios and 2 placements at 1K, 1 copy each." */
export function setHint(counts: {
  ratios: number
  placements: number
  resolution: string
  copies: number
}): string {
  const { ratios, placements, resolution, copies } = counts
  return `${plural(ratios, 'ratio')} at ${resolution} and ${plural(placements, 'placement')}, ${copies === 1 ? '1 copy' : plural(copies, 'copie')} each.`
}

export const sizingTexts: Readonly<Record<Sizing['by'], string>> = {
  source: 'As the source',
  picture: 'As the picture',
  edge: 'Long edge',
}

/** Said of a long edge that is none; what counts until then. */
export function edgeProblem(pixels: number): string {
  return `The long edge is a whole number from 1 to 10,000; until then ${grouped(pixels)} counts.`
}

/** "62.9 %" */
export function shareText(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`
}

/** "9:16 at 2K" */
export function cellText({ ratio, resolution }: Cell): string {
  return `${ratio} at ${resolution}`
}

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
export function scaleText({ upscale }: Fit): string {
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

export const cropAnywayText = (name: string) => `${targetLabels.cropAnyway}: ${name}`

export const focalLabel = (name: string) => `Focal point of ${name}`

/** "60 % across, 45 % down" */
export function focalText({ x, y }: { x: number; y: number }): string {
  return `${String(Math.round(x * 100))} % across, ${String(Math.round(y * 100))} % down`
}

export const focalHelp =
  'Arrow keys move it, with Shift further; Home brings it back to the middle.'

/** "Shown with Poster (1 of 6)" */
export function previewedText(name: string, index: number, count: number): string {
  return count < 2
    ? `Shown with ${name}`
    : `Shown with ${name} (${grouped(index + 1)} of ${grouped(count)})`
}

/** What sharing spares: "saves 2 pictures, about $0.08" */
export function savingText(
  { pictures, price }: { pictures: number; price: number },
  isShared: boolean,
): string {
  if (pictures === 0) return 'Nothing to share as it is.'
  return `${isShared ? 'Saves' : 'Would save'} ${plural(pictures, 'picture')}, about ${dollars(price)}.`
}

/** In the fold's line: "2 placements, 1 to look at" */
export function fitTally(count: number, warned: number): string {
  if (count === 0) return ''
  return warned === 0 ? grouped(count) : `${grouped(count)}, ${grouped(warned)} to look at`
}
