import type { AspectRatio, Resolution, Sizing } from '../../../contract/model/target.ts'
import type { KnownPlacement, ListGroup } from '../composer/placement-catalog.ts'
import { isOne, upperFirst } from '../../text/format.ts'

/** The words for targets: placements, sets, sizes, copies and fit. */

export const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
export const dollars = (amount: number) => `$${amount.toFixed(2)}`
export const plural = (count: number, one: string) =>
  `${grouped(count)} ${one}${count === 1 ? '' : 's'}`

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

/** Where a size is from, and what else to know about it. */
export function placementHint({ shipped }: KnownPlacement): string {
  if (shipped === null) return 'A placement of your own.'
  const { source, checkedOn, note } = shipped
  const origin = source.startsWith('computed') ? upperFirst(source) : `Size from ${source}`
  const written = `${origin}, written down on ${checkedOn}. Check it before you deliver.`
  return note === null ? written : `${written} ${note}`
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

/** "auto, 3:1 and 1:3 exist only at 1K." for each group of ratios that a resolution leaves out. */
export function notOfferedText(
  groups: readonly { ratios: readonly AspectRatio[]; at: readonly Resolution[] }[],
): string {
  const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' })
  return groups
    .map(({ ratios, at }) => {
      const verb = isOne(ratios.length) ? 'exists' : 'exist'
      return `${conjunction.format(ratios)} ${verb} only at ${conjunction.format(at)}.`
    })
    .join(' ')
}
