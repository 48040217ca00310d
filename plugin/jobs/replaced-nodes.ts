import { type Finder, findNode, isFixed } from '../canvas/nodes.ts'
import type { Place, Request } from './parts-to-reserve.ts'
import type { PartPlan } from '../../contract/model/job-plan.ts'
import {
  pendingRenderKey,
  readRecipe,
  type RecipeSlot,
  type Variant,
} from '../plugin-data/recipes.ts'
import type { Known } from './find-unfinished.ts'
import { replacementKey, type Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { destinationOf } from '../swaps/destination.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { whyNotSwapped } from '../swaps/swappable-layers.ts'
import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { JobId } from '../../contract/model/ids.ts'
import { isWaiting, writeProgress } from '../variants/progress.ts'
import { keepImages } from '../variants/appearance.ts'

export async function findReplaced(
  figma: Finder,
  { reservations }: Request,
): Promise<ReadonlyMap<PartPlan, BaseNode | null>> {
  const replaced = new Map<PartPlan, BaseNode | null>()
  for (const part of reservations.flatMap(({ plan }) => plan.parts)) {
    const id = part.swaps ?? part.into
    if (id !== null) replaced.set(part, await findNode(figma, id))
  }
  return replaced
}

/** A node that keeps the recipe of its next picture until the picture arrives. */
export type Host = RecipeSlot<Extract<Variant, { kind: 'replacement' | 'pending-render' }>>

/**
 * The node whose picture or place a part takes; null where the part gets a frame of its own.
 *
 * @throws {PluginError} `layer-refused`
 */
export function hostFor(
  node: BaseNode | null,
  { part, reservation }: Place,
  receipts: Known['receipts'],
): Host | null {
  const job = reservation.plan.id
  if (part.swaps === null) {
    const frame = replaceable(node, job, receipts)
    return frame === null ? null : { kind: 'replacement', node: frame, key: replacementKey }
  }
  if (node === null || node.removed) return null
  const layer = requireSwappable(node)
  return destinationOf(layer).kind === 'in-place'
    ? { kind: 'pending-render', node: layer, key: pendingRenderKey(job) }
    : null
}

export function requireSwappable(node: BaseNode): Layer {
  const refusal = whyNotSwapped(node)
  if (isLayer(node) && refusal === null) return node
  throw new PluginError('layer-refused', refusal ?? 'not-a-layer')
}

/**
 * A frame that may take a job's picture; a copy of a variant counts too. A frame waiting for another picture
 * is left to it, unless that picture was placed already and then undone.
 */
function replaceable(
  node: BaseNode | null,
  job: JobId,
  receipts: Known['receipts'],
): FrameNode | null {
  if (node?.type !== 'FRAME' || node.removed || readRecipe(node) === null) return null
  // Nothing can be put into a layer of an instance.
  if (isFixed(node)) return null
  const pending = readRecipe(node, replacementKey)
  if (pending?.node !== node.id || pending.job === job || !isWaiting(pending)) return node
  return receipts.has(pending.job) ? node : null
}

/** @returns a function that undoes the change */
export function writeOn(host: Host, recipe: Recipe): () => void {
  const { kind, node, key } = host
  const before = node.getPluginData(key)
  // A layer that waits to be swapped must stay unchanged, so it can't keep images.
  const forget = kind === 'replacement' ? keepImages(node, recipe) : null
  writeProgress(host, recipe, null)
  return () => {
    if (node.removed) return
    node.setPluginData(key, before)
    forget?.()
  }
}
