import type { Caller } from '../../plugin/protocol/channel.ts'
import { PluginError } from '../../plugin/protocol/errors.ts'
import type { NodeId, TaskId } from '../../plugin/protocol/ids.ts'
import type { Clock } from '../clock.ts'
import type { Client } from '../hiapi/client.ts'
import type { Network } from '../hiapi/network.ts'
import { makePlaceable } from '../images/picture.ts'
import type { Pixels } from '../images/pixels.ts'
import { proportionOf } from '../targets/ratios.ts'
import { frameOfPicture, ratioDifference } from '../targets/sizes.ts'
import { otherRatioRemark, substitutedRemark } from '../text.ts'
import { PictureError, downloadPicture } from './download.ts'
import type { Job, JobPlan } from './job.ts'
import type { Work } from './work.ts'

/** A picture whose ratio is off by more than this is placed, and remarked upon. */
const toleratedDifference = 0.01

export interface ArrivalParts {
  readonly caller: Caller
  readonly client: Client
  readonly pixels: Pixels
  readonly fetch: typeof fetch
  readonly network: Network
  readonly clock: Clock
}

/** What is known of a job once its picture is on the canvas. */
export type Arrived = Pick<Job, 'picture' | 'remark'>

/**
 * Downloads the picture of a task and places it.
 *
 * @param onPlacing told when the picture is here and goes onto the canvas
 * @throws {PictureError | BrokenPictureError | PluginError} or the reason of the aborted signal
 */
export async function bringHome(
  work: Work,
  task: TaskId,
  url: string,
  parts: ArrivalParts,
  onPlacing: () => void,
): Promise<Arrived> {
  const { request, signal } = work
  const { plan } = work.job
  const downloaded = await download(url, task, parts, signal)
  const { bytes, size } = await makePlaceable(downloaded, parts.pixels)
  // Only now: a frame may have gone, and come anew, meanwhile.
  const node = present(work.job.variant)
  signal.throwIfAborted()
  onPlacing()
  const frame = plan.ratio === 'auto' ? frameOfPicture(size, plan.source.bounds) : null
  const remark = remarkOn(plan, size, request)
  await parts.caller.call('place', {
    run: plan.run,
    job: plan.id,
    node,
    task,
    bytes,
    frame,
    remark,
  })
  return { picture: size, remark }
}

async function download(
  url: string,
  task: TaskId,
  parts: ArrivalParts,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await downloadPicture(url, parts, signal)
  } catch (error) {
    if (!(error instanceof PictureError) || error.kind !== 'picture-gone') throw error
    // The address expired; the task knows the new one.
    const { pictureUrl } = await parts.client.getTask(task, signal)
    return downloadPicture(pictureUrl ?? url, parts, signal)
  }
}

function present(variant: NodeId | null): NodeId {
  if (variant === null) throw new PluginError('variant-gone')
  return variant
}

function remarkOn(plan: JobPlan, size: NonNullable<Job['picture']>, request: Work['request']) {
  const proportion = proportionOf(plan.ratio)
  const isOther = proportion !== null && ratioDifference(size, proportion) > toleratedDifference
  const remarks = [
    request.resolution === plan.resolution ? [] : substitutedRemark(request),
    isOther ? otherRatioRemark(size) : [],
  ].flat()
  return remarks.length === 0 ? null : remarks.join(' ')
}
