import type { AspectRatio, Resolution, Sizing } from '../../../contract/model/target.ts'
import type { PlacementProblem } from '../composer/check-placement.ts'
import type { KnownPlacement, ListGroup } from '../composer/placement-catalog.ts'
import { digits, isOne, listed, pluralize, upperFirst } from '../../formats/format.ts'

/** The words for ratios, placements, sets and frame sizes. */

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
} as const

const groupNames: Readonly<Partial<Record<ListGroup, string>>> = {
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
  return count === 0 ? '' : `${digits(count)} chosen`
}

export function noneFoundText(query: string): string {
  return `No placement is called “${query}”.`
}

export const favouriteText = (name: string) => `Favourite: ${name}`
export const editText = (name: string) => `Edit ${name}`

/** What is wrong with a field of a custom placement, or of a set. */
export const placementProblems: Readonly<Record<PlacementProblem, string>> = {
  'no-name': 'Give it a name.',
  'long-name': 'A name has at most 60 characters.',
  'name-taken': 'There is one of that name already: give it another.',
  'no-width': 'The width is a whole number of pixels from 1 to 10,000.',
  'no-height': 'The height is a whole number of pixels from 1 to 10,000.',
}

/** Asked before a placement is deleted that sets have: "Launch kit and Ads go on without it." */
export function deletePlacementText(name: string, sets: readonly string[]): string {
  const question = `Delete ${name}?`
  if (sets.length === 0) return question
  return `${question} ${listed(sets)} ${sets.length === 1 ? 'goes' : 'go'} on without it.`
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
  return `${pluralize(ratios, 'ratio')} at ${resolution} and ${pluralize(placements, 'placement')}, ${pluralize(copies, 'copy', 'copies')} each.`
}

export const sizingTexts: Readonly<Record<Sizing['by'], string>> = {
  source: 'As the source',
  picture: 'As the picture',
  edge: 'Long edge',
}

/** Said of a long edge that is none; what counts until then. */
export function edgeProblem(pixels: number): string {
  return `The long edge is a whole number from 1 to 10,000; until then ${digits(pixels)} counts.`
}

/** "auto, 3:1 and 1:3 exist only at 1K." for each group of ratios that a resolution leaves out. */
export function notOfferedText(
  groups: readonly { ratios: readonly AspectRatio[]; at: readonly Resolution[] }[],
): string {
  return groups
    .map(({ ratios, at }) => {
      const verb = isOne(ratios.length) ? 'exists' : 'exist'
      return `${listed(ratios)} ${verb} only at ${listed(at)}.`
    })
    .join(' ')
}
