import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import type { SwapDraft } from './swap-draft.ts'
import type { SwapOrder } from '../../engine/planning/order.ts'
import type { PlannedPicture } from '../../engine/planning/plan-jobs.ts'
import { isUnaccepted, type ListedLayer, readyLayers } from './swap-order.ts'
import type { ReadTexts } from '../../state/source-texts.ts'
import type { SwapNotReadyReason } from './readiness.ts'
import type { LiveNotReady } from './live/live-composer.ts'
import { asksForTexts, isTooLong, promptBlock, readingBlock } from './prompt-readiness.ts'

/**
 * The first reason why Swap can't be pressed, in the reading order of the window.
 *
 * @param pictures the result of `picturesOf` for the order
 * @param live what its live text still lacks
 */
export function swapReadiness(
  draft: SwapDraft,
  order: SwapOrder,
  pictures: readonly PlannedPicture[],
  listed: readonly ListedLayer[],
  texts: ReadTexts,
  hasKey: boolean,
  model: ImageModel,
  live: LiveNotReady | null = null,
): SwapNotReadyReason | null {
  if (!hasKey) return { kind: 'no-key' }
  if (listed.length === 0) return { kind: 'no-layer' }
  const ready = readyLayers(listed)
  if (ready.length === 0) return unreadyBlock(listed)
  const severe = ready.find((each) => isUnaccepted(each, draft))
  if (severe !== undefined) {
    return { kind: 'severe-crop', layer: severe.layer.name, crop: severe.fit.crop }
  }
  const unwritten = promptBlock(order.prompt, model)
  if (unwritten !== null) return unwritten
  const unread = readingBlock(draft, order.layers, asksForTexts(draft) ? texts : null)
  if (unread !== null) return unread
  if (live !== null) return live
  const odd = pictures.find(({ prompt }) => prompt === '' || isTooLong(prompt, model))
  if (odd === undefined) return null
  const layer = odd.source.name
  return odd.prompt === ''
    ? { kind: 'empty-filled-prompt', layer }
    : { kind: 'long-filled-prompt', layer, longest: model.prompt.longest }
}

/** The reason if nothing is left to order. */
function unreadyBlock(listed: readonly ListedLayer[]): SwapNotReadyReason {
  const [first, ...others] = listed.flatMap(({ state, layer }) =>
    state === 'under-way' ? [layer.name] : [],
  )
  if (first !== undefined) return { kind: 'under-way', layers: [first, ...others] }
  const isSwapped = listed.every(({ state }) => state === 'swapped')
  return { kind: isSwapped ? 'all-swapped' : 'all-refused' }
}
