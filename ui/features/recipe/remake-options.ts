import { type ImageModel, isOffered } from '../../../contract/hiapi/models/model.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import { cropSeverity, fitOf } from '../../catalog/targets/fit.ts'
import { isAway } from '../../engine/jobs/job.ts'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import { pictureKey, sizeBeside } from '../../engine/planning/plan-remake.ts'
import type { QuoteLine } from '../../engine/planning/quote.ts'
import { ofSourceText, targetText } from '../../formats/terms.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { type JobIndex, stateOf } from './variant-state.ts'

/** The two ways in which a new picture is made by a recipe. */
export type RemakeAction = 'regenerate' | 'vary'

/** Why a variant can't be made again. */
export type RemakeBlock =
  | 'waiting'
  | 'replacing'
  | 'stopped'
  | 'undone'
  | 'no-reference'
  | 'no-further'
  | 'no-picture'
  | 'empty-copy'
  /** It is broken, or of a later version of Restage. */
  | 'unread'

/** What one press would make again, and what it leaves out. */
export interface RemakePlan {
  readonly variants: readonly VariantInfo[]
  /** Variants that share a picture share the new one. */
  readonly pictures: number
  /** US dollars, estimated. */
  readonly price: number
  /** What each picture is for. */
  readonly lines: readonly QuoteLine[]
  /** Why others can't be made again, with how many; the most frequent first. */
  readonly blocks: readonly { readonly block: RemakeBlock; readonly count: number }[]
  /** The targets that share a picture with one of them, and keep the picture they have. */
  readonly keepers: readonly string[]
  /** The targets whose frames were resized so that more than half of the new picture is cropped. */
  readonly cropped: readonly string[]
}

/** The jobs whose pictures were placed in some variants, and are no longer there. */
export function awayAmong(variants: readonly VariantInfo[], jobIndex: JobIndex): readonly JobId[] {
  const jobs = variants.flatMap(({ recipe, pending }) => [recipe.job, pending?.job ?? recipe.job])
  return [...new Set(jobs)].filter((id) => {
    const job = jobIndex.jobOf(id)
    return job !== undefined && isAway(job)
  })
}

/** Why a variant can't be made again; null if it can. */
export function remakeBlock(
  variant: VariantInfo,
  action: RemakeAction,
  jobIndex: JobIndex,
): RemakeBlock | null {
  const { missing, recipe } = variant
  const state = stateOf(variant, jobIndex).name
  if (state === 'waiting') return state
  if (action === 'vary') {
    if (recipe.progress.state !== 'done' || missing.picture) return 'no-picture'
  } else {
    if (state === 'replacing' || state === 'stopped') return state
    // A variant that still has a picture can get another one.
    if (state === 'undone' && recipe.progress.state !== 'done') return state
    if (state === 'empty-copy') return state
    if (missing.reference && missing.source) return 'no-reference'
  }
  return missing.further > 0 ? 'no-further' : null
}

/**
 * What a press of "Regenerate" or "Vary" would do to the selected variants.
 *
 * @param unread how many more are selected, whose recipes can't be read
 */
export function remakePlan(
  selected: readonly VariantInfo[],
  action: RemakeAction,
  way: RemakeOrder['way'],
  jobIndex: JobIndex,
  price: (resolution: Resolution) => number,
  model: ImageModel,
  unread = 0,
): RemakePlan {
  const variants: VariantInfo[] = []
  const counts = new Map<RemakeBlock, number>(unread > 0 ? [['unread', unread]] : [])
  for (const variant of selected) {
    const block = remakeBlock(variant, action, jobIndex)
    if (block === null) variants.push(variant)
    else counts.set(block, (counts.get(block) ?? 0) + 1)
  }
  const lines = linesOf(variants, price)
  return {
    variants,
    pictures: lines.length,
    price: lines.reduce((sum, line) => sum + line.price, 0),
    lines,
    blocks: [...counts]
      .map(([block, count]) => ({ block, count }))
      .sort((one, other) => other.count - one.count),
    keepers: way === 'in-place' ? keepersOf(variants) : [],
    cropped:
      way === 'in-place'
        ? variants.filter((variant) => isCropped(variant, model)).map(targetOf)
        : [],
  }
}

/** One line for each picture, with all that share it. */
function linesOf(
  variants: readonly VariantInfo[],
  price: (resolution: Resolution) => number,
): readonly QuoteLine[] {
  const lines = new Map<string, QuoteLine>()
  for (const { recipe } of variants) {
    const key = pictureKey(recipe)
    const targets = [...(lines.get(key)?.targets ?? []), targetText(recipe.target)]
    lines.set(key, { targets, pictures: 1, price: price(recipe.request.resolution) })
  }
  return [...lines.values()]
}

/** What "Regenerate" and "Vary" order. A picture made from a picture never takes its place. */
export function remakeOf(
  { variants }: RemakePlan,
  action: RemakeAction,
  way: RemakeOrder['way'],
): RemakeOrder {
  return action === 'vary'
    ? { variants, way: 'beside', basis: 'picture' }
    : { variants, way, basis: 'reference' }
}

const targetOf = ({ recipe }: VariantInfo) => targetText(recipe.target)

/** Whether a frame has another shape by now. A crop that was agreed to with the order is not told again. */
function isCropped({ bounds, recipe }: VariantInfo, model: ImageModel): boolean {
  const { request, target } = recipe
  const cell = { ratio: request.ratio, resolution: request.resolution }
  if (cell.ratio === 'auto' || !isOffered(model, cell)) return false
  const isSevere = (size: Size) => cropSeverity(fitOf(model, size, cell)) === 'severe'
  return isSevere(bounds) && (target.kind === 'ratio' || !isSevere(sizeBeside(recipe, bounds)))
}

function keepersOf(variants: readonly VariantInfo[]): string[] {
  // Includes targets with a picture of their own by now: their frames are selected, and made again.
  const key = (source: NodeId, target: string) => `${source} ${target}`
  const remade = new Set(
    variants.map(({ recipe }) => key(recipe.source.id, targetText(recipe.target))),
  )
  const isOfOne = new Set(variants.map(({ recipe }) => recipe.source.id)).size === 1
  const keepers = variants.flatMap(({ recipe: { details, source } }) =>
    details.serves
      .filter((name) => !remade.has(key(source.id, name)))
      // A target of the same name, of another source, may be made again.
      .map((name) => (isOfOne ? name : ofSourceText(name, source.name))),
  )
  return [...new Set(keepers)]
}
