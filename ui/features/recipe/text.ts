import type { Role } from '../../../contract/model/reference.ts'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import type { RemakeAction, RemakeBlock, RemakePlan } from './remake-options.ts'
import { dollars } from '../../formats/money.ts'
import { targetText } from '../../formats/terms.ts'
import { pluralize } from '../../formats/format.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import type { VariantState } from './variant-state.ts'

/** The words of the recipe panel. */

export const recipeLabels = {
  recipe: 'Recipe',
  reading: 'Reading how it was made…',
  prompt: 'Prompt',
  showAll: 'Show all of it',
  showLess: 'Show less',
  asSent: 'As it was sent',
  references: 'References',
  target: 'Target',
  picture: 'Picture',
  model: 'Model',
  made: 'Made',
  asked: 'Asked for',
  price: 'Price',
  task: 'Task',
  newPicture: 'New picture',
  use: 'Use this recipe',
  putBack: 'Put back what was there',
  selectAll: 'Select all variants',
  goToSource: 'Go to source',
  copy: 'Copy prompt',
  wordsToCopy: 'Words to copy',
  safeZones: 'Safe zones',
  rule: 'Rule',
  showZone: 'Show safe zone',
  hideZone: 'Hide safe zone',
  showAllZones: 'Show all safe zones',
  hideAllZones: 'Hide all safe zones',
  focalPoint: 'Focal point',
} as const

export const wayLabels: Readonly<Record<RemakeOrder['way'], string>> = {
  'in-place': 'In place',
  beside: 'Beside',
}

/** "Instagram story of Poster" */
export function whatText({ target, source }: Pick<Recipe, 'target' | 'source'>): string {
  return `${targetText(target)} of ${source.name}`
}

/** "12 variants of 3 sources" */
export function summaryText(variants: number, sources: number): string {
  return `${pluralize(variants, 'variant')} of ${pluralize(sources, 'source')}`
}

/** How far a variant has come; null where it is just there. */
export function stateText(state: VariantState): string | null {
  switch (state.name) {
    case 'done':
      return null
    case 'waiting':
      return 'Waits for its picture.'
    case 'stopped':
      return 'Was stopped: Retry in the list of tasks goes on with it.'
    case 'undone':
      return 'Its picture was placed, and is no longer here. Place again puts it back and costs nothing.'
    case 'failed':
      return `Failed. ${state.reason}`
    case 'replacing':
      return 'Is being made again. It keeps its picture until the new one is there.'
    case 'replacing-failed':
      return `Could not be made again, and keeps its picture. ${state.reason}`
    case 'empty-copy':
      return 'Was copied from a frame that waited: no picture comes for it.'
  }
}

/** Of several variants: "2 are waiting, 1 failed."; null where all are just there. */
export function statesText(states: readonly VariantState[]): string | null {
  const count = (...names: readonly VariantState['name'][]) =>
    states.filter(({ name }) => names.includes(name)).length
  const are = (many: number) => (many === 1 ? 'is' : 'are')
  const [waiting, replacing] = [count('waiting'), count('replacing')]
  const [failed, stopped] = [count('failed', 'replacing-failed'), count('stopped')]
  const undone = count('undone')
  const parts = [
    waiting > 0 ? `${String(waiting)} ${are(waiting)} waiting` : '',
    replacing > 0 ? `${String(replacing)} ${are(replacing)} being made again` : '',
    failed > 0 ? `${String(failed)} failed` : '',
    undone > 0
      ? `${String(undone)} can have ${undone === 1 ? 'its picture' : 'their pictures'} placed again`
      : '',
    stopped > 0 ? `${String(stopped)} ${stopped === 1 ? 'was' : 'were'} stopped` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : `${parts.join(', ')}.`
}

/** What this file lacks of a recipe, one sentence each. */
export function missingTexts({ missing, isCopy, recipe }: VariantInfo): readonly string[] {
  const { source, reference, further, picture } = missing
  return [
    isCopy ? 'This is a copy: its recipe was written for the frame that it was copied from.' : '',
    source ? `The source, ${recipe.source.name}, is not in this file.` : '',
    reference
      ? `The picture of the source that it was made from is gone.${source ? '' : ' Regenerate takes the source as it is now.'}`
      : '',
    further > 0
      ? `${pluralize(further, 'further reference')} ${further === 1 ? 'is' : 'are'} gone.`
      : '',
    picture ? 'Its picture is gone from this file.' : '',
  ].filter((text) => text !== '')
}

/** The same of several: how many of them each is said of. */
export function missingSummary(variants: readonly VariantInfo[]): readonly string[] {
  const count = (has: (variant: VariantInfo) => boolean) => variants.filter(has).length
  const [copies, sources] = [count((v) => v.isCopy), count((v) => v.missing.source)]
  const [references, further] = [
    count((v) => v.missing.reference),
    count((v) => v.missing.further > 0),
  ]
  return [
    copies > 0 ? `${pluralize(copies, 'variant is a copy', 'variants are copies')}.` : '',
    sources > 0 ? `The source of ${pluralize(sources, 'variant')} is not in this file.` : '',
    references > 0
      ? `The picture that ${pluralize(references, 'variant was', 'variants were')} made from is gone.`
      : '',
    further > 0
      ? `${pluralize(further, 'variant lacks', 'variants lack')} further references.`
      : '',
  ].filter((text) => text !== '')
}

/** "1080 × 1920" */
function pixelsText({
  width,
  height,
}: {
  readonly width: number
  readonly height: number
}): string {
  return `${String(Math.round(width))} × ${String(Math.round(height))}`
}

/** "Instagram story, 1080 × 1920" */
export function targetFact({ recipe, bounds }: VariantInfo): string {
  return `${targetText(recipe.target)}, ${pixelsText(bounds)}`
}

/** "2K, 9:16, came as 1152 × 2048" */
export function pictureFact({ request, progress }: Recipe): string {
  const { resolution, ratio } = request
  const came = progress.state === 'done' ? `, came as ${pixelsText(progress.picture)}` : ''
  return `${resolution}, ${ratio}${came}`
}

/** "about $0.04", as it was estimated when it was ordered. */
export function priceFact(price: number | null): string {
  return price === null ? 'not known' : `about ${dollars(price)} (estimate)`
}

/** "One picture for: Instagram story, Reel cover"; null where it is for one alone. */
export function sharedText({ details }: Recipe): string | null {
  return details.serves.length < 2 ? null : `One picture for: ${details.serves.join(', ')}`
}

const roleTexts: Readonly<Record<Role, string>> = {
  style: 'style',
  brand: 'brand',
  subject: 'subject',
}

/** "Logo sheet (brand)" */
export function furtherText(name: string, role: Role): string {
  return `${name} (${roleTexts[role]})`
}

/** "1 picture, about $0.04" */
export function costText({ pictures, price }: Pick<RemakePlan, 'pictures' | 'price'>): string {
  return `${pluralize(pictures, 'picture')}, about ${dollars(price)}`
}

/** Why a variant can't be made again, for the one that is selected. */
const blockTexts: Readonly<Record<RemakeBlock, string>> = {
  waiting: 'It still waits for its picture.',
  replacing: 'It is being made again already.',
  stopped: 'It was stopped: Retry in the list of tasks goes on with it.',
  undone: 'Its picture is no longer here: place it again first.',
  'no-reference': 'Neither the picture that it was made from nor its source is in this file.',
  'no-further': 'Further references that it was made with are not in this file.',
  'no-picture': 'It has no picture to start from.',
  'empty-copy': 'Was copied while its original waited: regenerate the original.',
}

/** The same, for some of several: "waiting for their pictures". */
const blocksTexts: Readonly<Record<RemakeBlock, string>> = {
  waiting: 'still waiting',
  replacing: 'being made again already',
  stopped: 'stopped, see the list of tasks',
  undone: 'to be placed again first',
  'no-reference': 'without a source or its picture in this file',
  'no-further': 'without further references that they were made with',
  'no-picture': 'without a picture to start from',
  'empty-copy': 'copied while the originals waited',
}

/** Why nothing can be made again; null where something can. */
export function remakeBlockText({ variants, blocks }: RemakePlan): string | null {
  const [first] = blocks
  if (variants.length > 0 || first === undefined) return null
  if (blocks.length === 1 && first.count === 1) return blockTexts[first.block]
  return `None can: ${countedBlocks(blocks)}.`
}

/** What is left out of what can be: "Left out: 2 still waiting."; null for nothing. */
export function leftOutText({ variants, blocks }: RemakePlan): string | null {
  if (variants.length === 0 || blocks.length === 0) return null
  return `Left out: ${countedBlocks(blocks)}.`
}

function countedBlocks(blocks: RemakePlan['blocks']): string {
  return blocks.map(({ block, count }) => `${String(count)} ${blocksTexts[block]}`).join(', ')
}

/** Of a shared picture: "Reel cover keeps the picture that it has."; null for none. */
export function keepersText(keepers: readonly string[]): string | null {
  const [first, ...others] = keepers
  if (first === undefined) return null
  if (others.length === 0) return `${first} shares this picture, and keeps the one that it has.`
  return `${keepers.slice(0, -1).join(', ')} and ${keepers.at(-1) ?? ''} share this picture, and keep the one that they have.`
}

/** What the button says that spends more than the designer has set: "Make 60 pictures again". */
export function confirmLabel(action: RemakeAction, pictures: number): string {
  const many = pluralize(pictures, 'picture')
  return action === 'regenerate' ? `Make ${many} again` : `Make ${many} from what is there`
}

/** So many layers are named in one sentence. */
const mostNames = 3

/**
 * What has begun.
 *
 * @param left the names of the layers that have nothing to start from
 */
export function begunText(
  action: RemakeAction,
  pictures: number,
  left: readonly string[] = [],
): string {
  if (pictures === 0) return 'Nothing was ordered: it is being made again already.'
  const many = pluralize(pictures, 'picture')
  const begun =
    action === 'regenerate' ? `Making ${many} again.` : `Making ${many} from what is there.`
  if (left.length === 0) return begun
  const more = left.length - mostNames
  const names = left.slice(0, mostNames).join(', ') + (more > 0 ? ` and ${String(more)} more` : '')
  return `${begun} Left out, as what they are made from can’t be had: ${names}.`
}

/** What "Use this recipe" has done, and what it could not. */
export function usedText(unknown: readonly string[], lost: number): string {
  const parts = ['The recipe is in the composer: select frames and generate.']
  if (unknown.length > 0) {
    const is = unknown.length === 1 ? 'is no placement' : 'are no placements'
    parts.push(`${unknown.join(', ')} ${is} of yours: add it under Custom….`)
  }
  if (lost > 0) parts.push('Its further references are not in this file, and were left out.')
  return parts.join(' ')
}

export const putBackText = 'The composer is as it was before.'

export const copiedText = 'Copied.'
export const notCopiedText =
  'Figma did not let Restage copy it. The words are selected: press Ctrl+C, or ⌘C on a Mac.'

/** Why several recipes can't be used at once. */
export const mixedWordsText = 'They were made by different prompts: select variants of one prompt.'

export const sourceMissingText = 'The source is not in this file.'
export const sourcesMissingText = 'None of the sources is in this file.'

/** Why there is no safe zone to show. */
export function noZoneText(variants: readonly VariantInfo[]): string {
  const [only, ...others] = variants
  if (only === undefined || others.length > 0) return 'No safe zone is published for any of them.'
  const { target } = only.recipe
  switch (target.kind) {
    case 'ratio':
      return 'A plain ratio has no safe zone: only placements do.'
    case 'placement':
      return `No safe zone is published for ${target.name}.`
    case 'swap':
      return 'A swap has no safe zone: only placements do.'
  }
}

/** "4 safe zones shown. 3 variants have none." */
export function zonesShownText(shown: number, without: number): string {
  const parts = [`${pluralize(shown, 'safe zone')} shown.`]
  if (without > 0) parts.push(`${pluralize(without, 'variant has', 'variants have')} none.`)
  return parts.join(' ')
}

export function zonesHiddenText(hidden: number): string {
  return hidden === 0
    ? 'No safe zone is shown on this page.'
    : `${pluralize(hidden, 'safe zone')} hidden.`
}

export const guideHint = 'A locked layer over the frame. It is never exported.'
export const focalHint =
  'Drag, or use the arrow keys. It costs nothing, and nothing of the picture is lost.'
