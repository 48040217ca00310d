import type { Draft } from './draft.ts'
import type { Order } from '../../engine/planning/order.ts'
import type { PlannedPicture } from '../../engine/planning/plan-jobs.ts'
import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import type { ReadTexts } from '../../state/source-texts.ts'
import type { NotReadyReason } from './readiness.ts'
import type { LiveNotReady } from './live/live-composer.ts'
import { isTooLong, promptBlock, readingBlock } from './prompt-readiness.ts'
import { type ChosenFit, isUnaccepted } from './chosen-fits.ts'
import { targetText } from '../../formats/terms.ts'

/** What decides whether something can be ordered. */
interface VariantsSetup {
  readonly draft: Draft
  readonly order: Order
  /** The result of `picturesOf` for the order. */
  readonly pictures: readonly PlannedPicture[]
  readonly isAnySelected: boolean
  /** For the chosen placements. */
  readonly fits: readonly ChosenFit[]
  /** What its live text still lacks. */
  readonly live?: LiveNotReady | null
  /** Null if nothing needs them. */
  readonly texts: ReadTexts | null
  readonly hasKey: boolean
  readonly model: ImageModel
}

/** The first reason why Generate can't be pressed, in the reading order of the window. */
export function variantsReadiness(setup: VariantsSetup): NotReadyReason | null {
  const { draft, order, pictures, fits, texts, hasKey, model } = setup
  if (!hasKey) return { kind: 'no-key' }
  if (!setup.isAnySelected) return { kind: 'no-source' }
  if (order.sources.length === 0) return { kind: 'no-usable-source' }
  const unwritten = promptBlock(order.prompt, model)
  if (unwritten !== null) return unwritten
  if (order.targets.length === 0) return { kind: 'no-target' }
  const severe = fits.find((fit) => isUnaccepted(fit, draft))
  if (severe !== undefined) {
    const { placement, fit } = severe
    return { kind: 'severe-crop', key: placement.id, placement: placement.name, crop: fit.crop }
  }
  const unread = readingBlock(draft, order.sources, texts)
  if (unread !== null) return unread
  if (setup.live) return setup.live
  const odd = pictures.find(({ prompt }) => prompt === '' || isTooLong(prompt, model))
  if (odd === undefined) return null
  const [{ target }] = odd.targets
  const names = { source: odd.source.name, target: targetText(target) }
  return odd.prompt === ''
    ? { kind: 'empty-filled-prompt', ...names }
    : { kind: 'long-filled-prompt', ...names, longest: model.prompt.longest }
}
