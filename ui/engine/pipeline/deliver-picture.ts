import type { PluginClient } from '../../../contract/protocol/client.ts'
import { PluginError, type PluginErrorCode } from '../../../contract/protocol/plugin-error.ts'
import type { TaskId } from '../../../contract/model/ids.ts'
import { ownSize } from '../../../contract/model/job-plan.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Client } from '../../services/hiapi/client.ts'
import type { Network } from '../../services/hiapi/connectivity.ts'
import { makePlaceable, type PlaceablePicture } from '../../services/images/placeable-image.ts'
import type { Pixels } from '../../services/images/image-codec.ts'
import { frameOfRemake, frameOnArrival } from '../../catalog/targets/frame-size.ts'
import { besideText, someGoneText } from '../../formats/terms.ts'
import { downloadPicture, PictureError } from '../../services/hiapi/download-picture.ts'
import { type Delivered, framesOf, type Job } from '../jobs/job.ts'
import { type LedgerClient, movedTo, without } from '../jobs/ledger-client.ts'
import type { Reserve } from './reserve-variants.ts'
import type { ConcurrencyLimit } from '../../services/polling/concurrency-limit.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import { isOfRatio, remarksOn } from './check-result.ts'
import { checkOnArrival } from './check-legibility.ts'
import { createLayoutsOf } from './layouts-of.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import { type JobPlan, type PartPlan, takesPlaces } from '../../../contract/model/job-plan.ts'

export interface DeliveryParts {
  readonly plugin: PluginClient
  readonly client: Client
  readonly pixels: Pixels
  readonly fetch: typeof fetch
  readonly network: Network
  readonly clock: Clock
  readonly ledger: LedgerClient
  readonly reserve: Reserve
  /** Room for one picture at a time: a decoded picture takes many times its bytes. */
  readonly decoding: ConcurrencyLimit
}

/**
 * Downloads the picture of a task and places it; beside the layer, if that can no longer be replaced.
 *
 * @param onPlacing called when the picture has arrived and is about to be placed
 * @throws {PictureError | BrokenPictureError | TooManyPixelsError | PluginError} or the reason of the
 * aborted signal
 */
export async function deliverPicture(
  active: ActiveJob,
  task: TaskId,
  url: string,
  parts: DeliveryParts,
  onPlacing: () => void,
): Promise<Delivered> {
  const downloaded = await download(url, task, parts, active.signal)
  let picture = await decode(downloaded, active, parts)
  // Checked only now: a frame may have been deleted and restored during the download.
  if (!canBePlaced(active)) throw new PluginError('variant-gone')
  active.signal.throwIfAborted()
  onPlacing()
  try {
    return await place(active, task, picture, parts).catch(async (error: unknown) => {
      if (!isError(error, 'picture-refused')) throw error
      // Figma does not say which files it refuses. Whatever can be decoded can be a plain PNG.
      picture = await decode(downloaded, active, parts, true)
      return place(active, task, picture, parts)
    })
  } catch (error) {
    if (!isError(error, 'variant-gone') || !takesPlaces(active.job.plan)) throw error
    // The picture is paid for, and the layer is gone or can't be replaced: use a frame beside it.
    await parts.reserve([active], { section: null, isBeside: true })
    const delivered = await place(active, task, picture, parts)
    await parts.ledger.leaveLayers(active)
    return delivered
  }
}

async function decode(
  downloaded: Uint8Array,
  { signal, job: { plan } }: ActiveJob,
  { decoding, pixels }: DeliveryParts,
  isRefused = false,
): Promise<PlaceablePicture> {
  const release = await decoding.acquire(signal)
  try {
    const isExpected = (size: Size) => isOfRatio(size, plan) === true
    return await makePlaceable(downloaded, pixels, isExpected, isRefused)
  } finally {
    release()
  }
}

/** @throws {PluginError} `variant-gone`, `picture-refused` */
async function place(
  active: ActiveJob,
  task: TaskId,
  picture: PlaceablePicture,
  parts: DeliveryParts,
): Promise<Delivered> {
  const { bytes, size } = picture
  const { plan } = active.job
  const layoutsOf = createLayoutsOf(parts.plugin, plan)
  const variants = active.job.variants.flatMap((node, index) => {
    const part = plan.parts[index]
    if (node === null || part === undefined) return []
    const frame = frameFor(part, plan, size)
    // A layout is for the frame that it was planned for.
    const layouts = () => (frame === null ? layoutsOf(part) : Promise.resolve([]))
    return [{ node, frame, focalPoint: part.focalPoint, layouts }]
  })
  if (variants.length === 0) throw new PluginError('variant-gone')
  const { changes, remark: unread, told } = await checkOnArrival(active, variants, picture, parts)
  const remarks = [...remarksOn(plan, size, active.request), ...besideRemark(active.job), ...unread]
  const lost = () => goneRemark(active.job.variants)
  const remark = joined([...remarks, ...lost()])
  const ref = { run: plan.run, job: plan.id }
  const { missing, moved } = await parts.plugin.call('place', {
    ...ref,
    variants: variants.map(({ node, frame }) => ({ node, frame, ...changes.get(node) })),
    task,
    bytes,
    remark,
  })
  if (missing.length > 0) active.job = without(active.job, missing)
  if (moved.length > 0) active.job = movedTo(active.job, moved)
  return { picture: size, remark: joined([...remarks, ...told, ...lost()]) }
}

/**
 * The size of a part's frame once its picture is there; null if it stays as it is. Under live text it does:
 * the text is laid out for it.
 */
function frameFor(
  { into, live, size, target }: PartPlan,
  plan: JobPlan,
  picture: Size,
): Size | null {
  if (live !== undefined || (into !== null && plan.details.live !== undefined)) return null
  return into === null
    ? frameOnArrival(target, ownSize(plan.source), picture)
    : frameOfRemake(target, size, picture)
}

/** Whether a frame waits for the picture, or one can be made beside a layer. */
function canBePlaced({ job }: ActiveJob): boolean {
  return framesOf(job).length > 0 || takesPlaces(job.plan)
}

function isError(error: unknown, code: PluginErrorCode): boolean {
  return error instanceof PluginError && error.code === code
}

async function download(
  url: string,
  task: TaskId,
  parts: DeliveryParts,
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

/** A remark if a render meant for a layer's place got a frame of its own. */
function besideRemark({ plan, variants }: Job): string[] {
  const isBeside = plan.parts.some(({ swaps }, index) => {
    const node = variants[index] ?? null
    return swaps !== null && node !== null && node !== swaps
  })
  return isBeside ? [besideText(plan.source.name)] : []
}

function goneRemark(variants: Job['variants']): string[] {
  const missing = variants.filter((node) => node === null).length
  return missing === 0 ? [] : [someGoneText(missing, variants.length)]
}

function joined(sentences: readonly string[]): string | null {
  return sentences.length === 0 ? null : sentences.join(' ')
}
