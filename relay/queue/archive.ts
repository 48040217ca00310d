import { HiApiError } from '../../contract/hiapi/errors.ts'
import { sniff } from '../../contract/images/image-type.ts'
import { detailOf } from '../log.ts'
import { ObjectError } from '../objects/object-store.ts'
import type { StoredOutput, TaskRow } from '../store/task-row.ts'
import { applyEvent } from './apply.ts'
import { keepPicture, withoutBytes } from './keep-picture.ts'
import { endOf } from './look.ts'
import type { WorkParts } from './parts.ts'
import type { TaskEvent } from './steps.ts'

/** Milliseconds until a picture must have arrived. */
const timeLimit = 120_000
const mostBytes = 100_000_000
/** Milliseconds between the first tries, then between all later ones. */
const firstWaits = [2_000, 4_000, 8_000, 16_000]
const laterWait = 300_000
/** Milliseconds for which a picture without an expiry date is tried. */
const withoutDate = 24 * 3_600_000

/** Statuses of an expired address, for which HiAPI may give a new one. */
const staleStatuses: readonly number[] = [403, 404, 410]

/** Fetches a finished picture into the store, so that it stays for as long as the owner wants. */
export async function archive(parts: WorkParts, task: TaskRow): Promise<void> {
  const { output } = task
  const event: TaskEvent =
    output === null ? { kind: 'picture-lost' } : await fetched(parts, task, output)
  await applyEvent(parts, task, event)
}

async function fetched(parts: WorkParts, task: TaskRow, output: StoredOutput): Promise<TaskEvent> {
  // The picture came within HiAPI's answer, and is stored already.
  if (output.key !== null) return { kind: 'stored', output }
  if (!isListed(parts, task, output)) return { kind: 'stored', output }
  const result = await tried(parts, task, output)
  if (typeof result !== 'string') return { kind: 'stored', output: result }
  if (result === 'lost') return { kind: 'picture-lost' }
  return later(parts, task, result === 'stale' ? await refreshed(parts, task, output) : output)
}

/**
 * Fetches again a picture that is gone from the store, as long as HiAPI has it.
 *
 * @returns whether it is in the store again
 * @throws {ObjectError} if that can't be told at the moment: nobody is to pay for it again
 */
export async function fetchAgain(parts: WorkParts, task: TaskRow): Promise<boolean> {
  const { output } = task
  if (task.state !== 'success' || output === null) return false
  const atFirst = { ...output, key: null }
  const isKnown = output.url !== '' && isListed(parts, task, atFirst)
  const first = isKnown ? await tried(parts, task, atFirst) : 'stale'
  if (first !== 'stale') return isStored(first)
  // Its address has expired, or it never had one.
  const fresh = await refreshed(parts, task, atFirst)
  if (fresh.key !== null) return true
  if (fresh.url === output.url || !isListed(parts, task, fresh)) return false
  return isStored(await tried(parts, task, fresh))
}

function isStored(result: Awaited<ReturnType<typeof tried>>): boolean {
  if (result === 'late') throw new ObjectError('The picture could not be fetched again.')
  return typeof result !== 'string'
}

function isListed({ settings, log }: WorkParts, { id }: TaskRow, { url }: StoredOutput): boolean {
  const { origin, host } = new URL(url)
  if (settings.outputOrigins.includes(origin)) return true
  log({ event: 'output host not listed', task: id, detail: host })
  return false
}

/**
 * Downloads and stores a picture. `stale`: its address has expired; `lost`: it is too large, and would be the
 * next time; `late`: every other failure.
 */
async function tried(
  parts: WorkParts,
  task: TaskRow,
  output: StoredOutput,
): Promise<StoredOutput | 'stale' | 'lost' | 'late'> {
  const { log } = parts
  try {
    const result = await download(parts, output.url)
    if (typeof result === 'object') {
      if (isCut(result) && task.tries < firstWaits.length) throw new Error('Its end is missing.')
      return await keepPicture(parts, task, output, result)
    }
    if (result === 'lost') {
      log({ event: 'picture not fetched', task: task.id, detail: 'It is too large.' })
      return result
    }
    log({ event: 'picture not fetched', task: task.id, status: result })
    return staleStatuses.includes(result) ? 'stale' : 'late'
  } catch (error) {
    log({ event: 'picture not fetched', task: task.id, detail: detailOf(error) })
    return 'late'
  }
}

/**
 * Whether a picture's end is missing: a whole answer may contain half a picture. After a few tries it is kept
 * all the same, because only a decoder can tell.
 */
function isCut(bytes: Uint8Array): boolean {
  const found = sniff(bytes)
  return found?.end === null && ['image/png', 'image/jpeg'].includes(found.type)
}

async function later(
  { database }: WorkParts,
  { tries, firstSent, created }: TaskRow,
  output: StoredOutput,
): Promise<TaskEvent> {
  const now = await database.now()
  // As in `completed`, 0 is no time.
  const until = output.expires || (firstSent ?? created) + withoutDate
  if (now > until && tries >= firstWaits.length) return { kind: 'picture-lost' }
  return { kind: 'picture-late', output, wake: now + (firstWaits[tries] ?? laterWait) }
}

/** The bytes of a picture, or the status of an answer without one. `lost`: it is too large. */
async function download({ fetch }: WorkParts, url: string): Promise<Uint8Array | number | 'lost'> {
  const response = await fetch(url, {
    redirect: 'manual',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(timeLimit),
  })
  if (!response.ok) {
    await response.body?.cancel()
    return response.status
  }
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body ?? []) {
    const bytes = piece as Uint8Array
    length += bytes.length
    if (length > mostBytes) return 'lost'
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

/** The output with a fresh address, if HiAPI gives one. */
async function refreshed(
  parts: WorkParts,
  task: TaskRow,
  output: StoredOutput,
): Promise<StoredOutput> {
  const { upstream, log, settings } = parts
  try {
    const end = endOf(await upstream.get(task.upstreamId ?? ''), settings)
    const event = end && (await withoutBytes(parts, task, end))
    return (event?.kind === 'succeeded' ? event.output : null) ?? output
  } catch (error) {
    if (!(error instanceof HiApiError)) throw error
    log({ event: 'task not asked again', task: task.id, detail: detailOf(error) })
    return output
  }
}
