import type { Size } from '../../../contract/model/geometry.ts'
import type { Role } from '../../../contract/model/reference.ts'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import type { RemakeAction, RemakeBlock, RemakePlan } from './remake-options.ts'
import { dollars } from '../../formats/money.ts'
import { ofSourceText, targetText } from '../../formats/terms.ts'
import { counted, firstListed, isOne, join, listed, sizeText } from '../../formats/format.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import type { VariantState } from './variant-state.ts'

/** The words of the recipe panel. */

export const recipeLabels = {
  recipe: 'Recipe',
  reading: 'Reading the recipe…',
  showAll: 'Show all',
  showLess: 'Show less',
  asSent: 'As sent',
  references: 'References',
  target: 'Target',
  picture: 'Picture',
  shared: 'Shared by',
  live: 'Text live',
  model: 'Model',
  made: 'Made',
  asked: 'Ordered',
  price: 'Price',
  task: 'Task',
  newPicture: 'New picture',
  estimate: 'Estimate by picture',
  use: 'Use this recipe',
  undo: 'Undo',
  asSource: 'Use as a source',
  renderAgain: 'Render again',
  selectAll: 'Select all variants',
  goToSource: 'Go to source',
  copy: 'Copy prompt',
  wordsToCopy: 'Prompt to copy',
  copies: 'Copies',
  keepOnly: 'Keep only this',
} as const
export const wayLabels: Readonly<Record<RemakeOrder['way'], string>> = {
  'in-place': 'In place',
  beside: 'Beside',
}

/** "Instagram story of Poster" */
export function whatText({ target, source }: Pick<Recipe, 'target' | 'source'>): string {
  return ofSourceText(targetText(target), source.name)
}

/** Facts in a row: "12 variants · 3 sources" */
export function summaryText(variants: number, sources: number): string {
  return [
    counted(variants, '1 variant', '# variants'),
    counted(sources, '1 source', '# sources'),
  ].join(' · ')
}

const stoppedText = 'Stopped. Retry it in the list of pictures.'

/** The state of a variant in words; null if it simply has its picture. */
export function stateText(state: VariantState): string | null {
  switch (state.name) {
    case 'done':
      return null
    case 'waiting':
      return 'Waiting for its picture.'
    case 'stopped':
      return stoppedText
    case 'undone':
      return 'You undid this. Place it again, free.'
    case 'failed':
      return `Failed. ${state.reason}`
    case 'replacing':
      return 'Regenerating…'
    case 'replacing-failed':
      return `Not regenerated. ${state.reason}`
    case 'empty-copy':
      return 'Copied while its original waited. It gets no picture.'
  }
}

/** For a render that gets another picture. */
export const renderingText = 'Rendering…'

/** The states that are named for several variants, in this order. */
const countedStates: readonly (readonly [string, readonly VariantState['name'][]])[] = [
  ['waiting', ['waiting']],
  ['regenerating', ['replacing']],
  ['failed', ['failed', 'replacing-failed']],
  ['to place again', ['undone']],
  ['stopped', ['stopped']],
]

/** For several variants: "2 waiting · 1 failed"; null if all simply have their pictures. */
export function statesText(states: readonly VariantState[]): string | null {
  return counts(
    countedStates.map(([words, names]) => [
      states.filter(({ name }) => names.includes(name)).length,
      words,
    ]),
  )
}

function counts(all: readonly (readonly [count: number, words: string])[]): string | null {
  const some = all.filter(([count]) => count > 0)
  return some.length === 0 ? null : some.map(([count, words]) => `${count} ${words}`).join(' · ')
}

/** What this file lacks of a recipe, one sentence each. */
export function missingTexts({ missing, isCopy, recipe }: VariantInfo): readonly string[] {
  const { source, reference, further, picture } = missing
  return [
    isCopy ? 'A copy. The recipe is from the frame it was copied from.' : '',
    source ? `Its source, ${recipe.source.name}, is not in this file.` : '',
    reference ? 'The picture it was made from is gone.' : '',
    reference && !source ? 'Regenerate takes the source as it is now.' : '',
    further > 0 ? `References gone: ${further}.` : '',
    picture ? 'Its picture is gone from this file.' : '',
  ].filter((text) => text !== '')
}

/** The same for several variants, each with a count; null for none. */
export function missingSummary(variants: readonly VariantInfo[]): string | null {
  const count = (has: (variant: VariantInfo) => boolean) => variants.filter(has).length
  return counts([
    [count(({ isCopy }) => isCopy), 'copied'],
    [count(({ missing }) => missing.source), 'without their source'],
    [count(({ missing }) => missing.reference), 'without the picture they were made from'],
    [count(({ missing }) => missing.further > 0), 'without a reference'],
  ])
}

/** "1080 × 1920" */
function pixelsText({ width, height }: Size): string {
  return sizeText({ width: Math.round(width), height: Math.round(height) })
}

/** "Instagram story, 1080 × 1920" */
export function targetFact({ recipe, bounds }: VariantInfo): string {
  return `${targetText(recipe.target)}, ${pixelsText(bounds)}`
}

/** "2K, 9:16, 1152 × 2048" */
export function pictureFact({ request, progress }: Recipe): string {
  const { resolution, ratio } = request
  const came = progress.state === 'done' ? `, ${pixelsText(progress.picture)}` : ''
  return `${resolution}, ${ratio}${came}`
}

/** The number of text layers, logos and buttons over the picture: "3 layers" */
export function liveFact(layers: number): string {
  return counted(layers, '1 layer', '# layers')
}

/** "about $0.04": the estimate when the picture was ordered. */
export function priceFact(price: number | null): string {
  return price === null ? 'unknown' : `about ${dollars(price)}`
}

/** "Logo sheet (brand)" */
export function furtherText(name: string, role: Role): string {
  return `${name} (${role})`
}

/** Why a variant can't be made again, for the one that is selected. */
const blockTexts: Readonly<Record<RemakeBlock, string>> = {
  waiting: 'Waiting for its picture.',
  replacing: 'The picture stays until the new one is there.',
  stopped: stoppedText,
  undone: 'Place its picture again first.',
  'no-reference': 'Its source is gone, and so is the picture it was made from.',
  'no-further': 'References it was made with are gone.',
  'no-picture': 'It has no picture to start from.',
  'empty-copy': 'Copied while its original waited. Regenerate the original.',
  unread: 'Its recipe is unreadable.',
}

/** The same, for some of several: "2 waiting". */
const blocksTexts: Readonly<Record<RemakeBlock, string>> = {
  waiting: 'waiting',
  replacing: 'regenerating',
  stopped: 'stopped',
  undone: 'to place again first',
  'no-reference': 'without a source',
  'no-further': 'without a reference',
  'no-picture': 'without a picture',
  'empty-copy': 'copied while waiting',
  unread: 'unreadable',
}

/** Why nothing can be made again; null if something can. */
export function remakeBlockText({ variants, blocks }: RemakePlan): string | null {
  const [first] = blocks
  if (variants.length > 0 || first === undefined) return null
  if (blocks.length === 1 && first.count === 1) return blockTexts[first.block]
  return countedBlocks(blocks)
}

/** What is left out when others can be made again: "Left out: 2 waiting."; null for nothing. */
export function leftOutText({ variants, blocks }: RemakePlan): string | null {
  if (variants.length === 0 || blocks.length === 0) return null
  return `Left out: ${countedBlocks(blocks)}.`
}

function countedBlocks(blocks: RemakePlan['blocks']): string {
  return blocks.map(({ block, count }) => `${count} ${blocksTexts[block]}`).join(' · ')
}

/** For a shared picture: "Reel cover keeps its picture."; null for none. */
export function keepersText(keepers: readonly string[]): string | null {
  if (keepers.length === 0) return null
  return isOne(keepers.length)
    ? `${listed(keepers)} keeps its picture.`
    : `${listed(keepers)} keep their picture.`
}

/** For frames that were resized: "Resized, so that over half is cropped: Google half page."; null for none. */
export function croppedText(targets: readonly string[]): string | null {
  return targets.length === 0
    ? null
    : `Resized, so that over half is cropped: ${firstListed(targets)}.`
}

/** The label of the button that confirms an expensive run: "Regenerate 60 pictures". */
export function confirmLabel(action: RemakeAction, pictures: number): string {
  return action === 'regenerate'
    ? counted(pictures, 'Regenerate 1 picture', 'Regenerate # pictures')
    : counted(pictures, 'Vary 1 picture', 'Vary # pictures')
}

/** The result of an order. */
export function begunText(pictures: number): string {
  return counted(
    pictures,
    'Making 1 picture.',
    'Making # pictures.',
    'Nothing ordered: it is being made already.',
  )
}

/** While pictures are made beside what is selected; empty for none. */
export function makingText(pictures: number): string {
  return counted(pictures, 'Making 1 picture beside it…', 'Making # pictures beside it…', '')
}

/** The layers that have nothing to start from: "Left out, nothing to start from: A, B, C and 2 others." */
export function leftText(names: readonly string[]): string {
  return names.length === 0 ? '' : `Left out, nothing to start from: ${firstListed(names)}.`
}

/** What "Use this recipe" has done, and what it could not do. */
export function usedText(unknown: readonly string[], lost: number): string {
  return join(
    'Recipe loaded. Select frames to use it on.',
    unknown.length === 0 ? null : `Not among your placements: ${listed(unknown)}.`,
    lost === 0 ? null : 'Its references are gone.',
  )
}

export const undoneText = 'Undone.'
export const copiedText = 'Copied.'
export const notCopiedText = 'Press Ctrl+C, or ⌘C on a Mac, to copy it.'

/** Why several recipes can't be used at once. */
export const mixedWordsText = 'Their prompts differ: select variants of one prompt.'

export const sourceMissingText = 'The source is not in this file.'
export const sourcesMissingText = 'The sources are not in this file.'

/** "Copy 2" */
export function copyName(index: number): string {
  return `Copy ${index + 1}`
}

/** After "Keep only this". */
export function keptText(removed: number, left: number): string {
  return join(
    counted(
      removed,
      '1 copy removed. Undo brings it back.',
      '# copies removed. Undo brings them back.',
      'Nothing removed.',
    ),
    counted(
      left,
      '1 copy stayed: locked, or changed by hand.',
      '# copies stayed: locked, or changed by hand.',
      '',
    ),
  )
}

export const focalHint = 'Drag, or use the arrow keys. It costs nothing.'
