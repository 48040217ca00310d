import type { Caller } from '../../plugin/protocol/channel.ts'
import { PluginError } from '../../plugin/protocol/errors.ts'
import type { Size } from '../../plugin/protocol/geometry.ts'
import type { TaskId } from '../../plugin/protocol/ids.ts'
import type { Clock } from '../clock.ts'
import type { Client } from '../hiapi/client.ts'
import type { Network } from '../hiapi/network.ts'
import { makePlaceable } from '../images/picture.ts'
import type { Pixels } from '../images/pixels.ts'
import { proportionOf } from '../targets/ratios.ts'
import { frameOnArrival, ratioDifference } from '../targets/sizes.ts'
import { otherRatioRemark, substitutedRemark } from '../text.ts'
import { someGoneText } from '../text/shared.ts'
import { PictureError, downloadPicture } from './download.ts'
import type { Job, JobPlan } from './job.ts'
import { without } from './journal.ts'
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
  const variants = work.job.variants.flatMap((node, index) => {
    const part = plan.parts[index]
    if (node === null || part === undefined) return []
    // A variant that is made anew keeps the area that the person has given it.
    const like = part.into === null ? plan.source.bounds : part.size
    return [{ node, frame: frameOnArrival(part.target, like, size) }]
  })
  if (variants.length === 0) throw new PluginError('variant-gone')
  signal.throwIfAborted()
  onPlacing()
  const lost = () => goneRemark(work.job.variants)
  const remarks = remarksOn(plan, size, request)
  const remark = joined([...remarks, ...lost()])
  const ref = { run: plan.run, job: plan.id }
  const { gone } = await parts.caller.call('place', { ...ref, variants, task, bytes, remark })
  if (gone.length > 0) work.job = without(work.job, gone)
  return { picture: size, remark: joined([...remarks, ...lost()]) }
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

function goneRemark(variants: Job['variants']): string[] {
  const gone = variants.filter((node) => node === null).length
  return gone === 0 ? [] : [someGoneText(gone, variants.length)]
}

function joined(sentences: readonly string[]): string | null {
  return sentences.length === 0 ? null : sentences.join(' ')
}

function remarksOn(plan: JobPlan, size: Size, request: Work['request']): string[] {
  const proportion = proportionOf(plan.ratio)
  const isOther = proportion !== null && ratioDifference(size, proportion) > toleratedDifference
  return [
    request.resolution === plan.resolution ? [] : substitutedRemark(request),
    isOther ? otherRatioRemark(size) : [],
  ].flat()
}
