import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import { hardToReadText } from '../../formats/terms.ts'
import type { Pixels } from '../../services/images/image-codec.ts'
import type { PlaceablePicture } from '../../services/images/placeable-image.ts'
import {
  type CheckedText,
  checkTexts,
  type Pictured,
  scaledPicture,
} from '../../services/live-text/check-texts.ts'
import type { ConcurrencyLimit } from '../../services/polling/concurrency-limit.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import { movedRemark, smallerRemark, uncheckedRemark } from './text.ts'

interface Parts {
  readonly plugin: PluginClient
  readonly pixels: Pixels
  readonly decoding: ConcurrencyLimit
}

interface Arrival {
  /** For each variant with live text: its new layout, and the scrim between text and picture. */
  readonly changes: ReadonlyMap<NodeId, Pick<CheckedText, 'scrim' | 'layout'>>
  /** One sentence at most. */
  readonly remark: readonly string[]
  /** Sentences that are not kept on the variants, because the variants show by themselves what changed. */
  readonly told: readonly string[]
}

const nothing: Arrival = { changes: new Map(), remark: [], told: [] }

/**
 * Checks whether live text can be read over a picture that is about to be placed. The picture is paid for, so it
 * is placed even if the check fails, with a remark.
 *
 * @throws only the reason of the aborted signal: what was stopped is not placed without its scrim
 */
export async function checkOnArrival(
  { job, signal }: ActiveJob,
  variants: readonly Pictured[],
  { bytes }: PlaceablePicture,
  { plugin, pixels, decoding }: Parts,
): Promise<Arrival> {
  if (job.plan.details.live === undefined) return nothing
  try {
    const checked = await checkTexts(plugin, variants, async () => {
      const release = await decoding.acquire(signal)
      try {
        return await scaledPicture(bytes, pixels)
      } finally {
        release()
      }
    })
    const remark = hardToReadText(checked.flatMap(({ hard }) => hard))
    const smaller = checked.flatMap((each) => each.smaller)
    return {
      changes: new Map(checked.map(({ node, scrim, layout }) => [node, { scrim, layout }])),
      remark: remark === null ? [] : [remark],
      told: [
        ...(checked.some(({ layout }) => layout !== undefined) ? [movedRemark] : []),
        ...(smaller.length === 0 ? [] : [smallerRemark(smaller)]),
      ],
    }
  } catch (error) {
    signal.throwIfAborted()
    console.warn('The contrast of live text was not measured.', error)
    return { ...nothing, remark: [uncheckedRemark] }
  }
}
