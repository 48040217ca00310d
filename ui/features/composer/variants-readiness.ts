import type { Draft } from './draft.ts'
import type { Order } from '../../engine/planning/order.ts'
import type { PlannedPicture } from '../../engine/planning/plan-jobs.ts'
import { needsTexts, type Setup } from './variants-order.ts'
import type { NotReadyReason } from './readiness.ts'
import { isTooLong, promptBlock, readingBlock } from './prompt-readiness.ts'
import { isUnaccepted } from './chosen-fits.ts'
import { targetText } from '../../text/terms.ts'

/**
 * The first reason why Generate can't be pressed, in the order in which the window is read.
 *
 * @param pictures what the order asks for: `picturesOf` it
 */
export function variantsReadiness(
  draft: Draft,
  order: Order,
  pictures: readonly PlannedPicture[],
  { sources, fits, texts, model }: Setup,
  apiKey: string,
): NotReadyReason | null {
  if (apiKey === '') return { kind: 'no-key' }
  if (sources.length === 0) return { kind: 'no-source' }
  if (order.sources.length === 0) return { kind: 'no-usable-source' }
  const unwritten = promptBlock(order.prompt, model)
  if (unwritten !== null) return unwritten
  if (order.targets.length === 0) return { kind: 'no-target' }
  const severe = fits.find((fit) => isUnaccepted(fit, draft))
  if (severe !== undefined) {
    const { placement, fit } = severe
    return { kind: 'severe-crop', placement: placement.name, crop: fit.crop }
  }
  const unread = readingBlock(draft, order.sources, needsTexts(draft) ? texts : null)
  if (unread !== null) return unread
  const odd = pictures.find(({ prompt }) => prompt === '' || isTooLong(prompt, model))
  if (odd === undefined) return null
  const kind = odd.prompt === '' ? 'empty-filled-prompt' : 'long-filled-prompt'
  const [{ target }] = odd.targets
  return { kind, source: odd.source.name, target: targetText(target) }
}
