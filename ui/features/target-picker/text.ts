import type { TargetSet } from '../../../contract/model/client-storage/library.ts'
import type { AspectRatio, Resolution, Sizing } from '../../../contract/model/target.ts'
import { plain } from '../../catalog/targets/search-placements.ts'
import type { PlacementProblem } from '../composer/check-placement.ts'
import type { KnownPlacement, ListGroup } from '../composer/placement-catalog.ts'
import { counted, digits, join, listed, upperFirst } from '../../formats/format.ts'

/** The words for ratios, placements, sets and frame sizes. */

export const targetLabels = {
  ratios: 'Aspect ratios',
  deliver: 'Deliver to',
  search: 'Search placements and ratios',
  browse: 'Browse placements',
  plain: 'Plain ratios',
  done: 'Done',
  listHint: 'Arrow keys move through the list.',
  custom: 'Custom size…',
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
  updateSetHint: 'The set gets what is chosen now.',
  sizing: 'Frame size',
  edge: 'Long edge in pixels',
} as const

/** "Search 90 sizes…" */
export const searchHint = (count: number) => `Search ${digits(count)} sizes…`

/** On a button that adds a placement of the searched size: "Add 800 × 600" */
export const addSizeText = (size: string) => `Add ${size}`

const groupNames: Readonly<Partial<Record<ListGroup, string>>> = {
  favourites: 'Favourites',
  own: 'Your own',
}

export function groupName(group: ListGroup): string {
  return groupNames[group] ?? group
}

/** The origin of a size, and a note on it. */
export function placementHint({ shipped }: KnownPlacement): string {
  if (shipped === null) return 'Your own size.'
  const { source, checkedOn, note } = shipped
  return join(
    source.startsWith('computed')
      ? `${upperFirst(source)}, ${checkedOn}.`
      : `Size from ${source}, ${checkedOn}.`,
    'Check it before you deliver.',
    note,
  )
}

/** "3 chosen"; nothing where none is. */
export function chosenText(count: number): string {
  return count === 0 ? '' : `${digits(count)} chosen`
}

export function noneFoundText(query: string): string {
  return /^\d+x\d+$/.test(plain(query))
    ? 'A size has 1 to 10,000 pixels on each side.'
    : `No size matches “${query}”.`
}

export const favouriteText = (name: string) => `Favourite: ${name}`
export const editText = (name: string) => `Edit ${name}`

/** What is wrong with a field of a custom placement, or of a set. */
export const placementProblems: Readonly<Record<PlacementProblem, string>> = {
  'no-name': 'Give it a name.',
  'long-name': 'Use at most 60 characters.',
  'name-taken': 'That name is taken. Choose another.',
  'no-width': 'Enter a width from 1 to 10,000 pixels.',
  'no-height': 'Enter a height from 1 to 10,000 pixels.',
}

/** Asked before a placement is deleted; names its sets: "Delete Banner? Launch kit and Ads lose it." */
export function deletePlacementText(name: string, sets: readonly string[]): string {
  if (sets.length === 0) return `Delete ${name}?`
  return sets.length === 1
    ? `Delete ${name}? ${listed(sets)} loses it.`
    : `Delete ${name}? ${listed(sets)} lose it.`
}

export const runText = (set: string) => `Run ${set}`

/** What a set ticks, as facts in a row: "3 ratios at 1K · 2 placements · 1 copy each" */
export function setHint({ ratios, placements, resolution, copies }: TargetSet): string {
  return [
    counted(ratios.length, `1 ratio at ${resolution}`, `# ratios at ${resolution}`),
    counted(placements.length, '1 placement', '# placements'),
    counted(copies, '1 copy each', '# copies each'),
  ].join(' · ')
}

export const sizingTexts: Readonly<Record<Sizing['by'], string>> = {
  width: 'Width of the source',
  height: 'Height of the source',
  area: 'Area of the source',
  edge: 'Long edge',
  picture: 'Size of the picture',
}

/** For an invalid long edge; names the one that is used until then. */
export function edgeProblem(pixels: number): string {
  return `Enter a long edge from 1 to 10,000 pixels. ${digits(pixels)} is used until then.`
}

/** "Auto, 3:1 and 1:3: 1K only." for each group of ratios that a resolution leaves out. */
export function notOfferedText(
  groups: readonly { ratios: readonly AspectRatio[]; at: readonly Resolution[] }[],
): string {
  return groups
    .map(({ ratios, at }) => `${upperFirst(listed(ratios))}: ${listed(at)} only.`)
    .join(' ')
}

/** "3:1 left out at 2K." */
export function leftOutText(ratios: readonly AspectRatio[], resolution: Resolution): string {
  return ratios.length === 0 ? '' : upperFirst(`${listed(ratios)} left out at ${resolution}.`)
}
