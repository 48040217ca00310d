import { sniff } from '../../contract/hiapi/images/image-type.ts'
import { HiApiError } from '../../contract/hiapi/errors.ts'
import { detailOf } from '../log.ts'
import { outputKey } from '../objects/object-store.ts'
import { keepObject } from '../store/references.ts'
import type { StoredOutput, TaskRow } from '../store/task-row.ts'
import { applyEvent } from './apply.ts'
import { endOf } from './look.ts'
import type { WorkParts } from './parts.ts'
import type { TaskEvent } from './steps.ts'

/** Milliseconds until a picture must have arrived. */
const timeLimit = 120_000
const mostBytes = 100_000_000
/** Milliseconds between the first tries, then from try to try. */
const firstWaits = [2_000, 4_000, 8_000, 16_000]
const laterWait = 300_000
/** Milliseconds for which a picture without a date of its own is tried. */
const withoutDate = 24 * 3_600_000
const day = 24 * 3_600_000

/** Statuses after which HiAPI gives a fresh address for the asking. */
const staleStatuses: readonly number[] = [403, 404, 410]

/** Fetches a finished picture into the store, so that it stays for as long as the owner wants. */
export async function archive(parts: WorkParts, task: TaskRow): Promise<void> {
  const { output } = task
  const event: TaskEvent =
    output === null ? { kind: 'picture-lost' } : await fetched(parts, task, output)
  await applyEvent(parts.database, task, event, { actor: 'relay', firstLook: () => 0 })
}

async function fetched(parts: WorkParts, task: TaskRow, output: StoredOutput): Promise<TaskEvent> {
  const { settings, log } = parts
  const { origin, host } = new URL(output.url)
  if (!settings.outputOrigins.includes(origin)) {
    log({ event: 'output host not listed', task: task.id, detail: host })
    return { kind: 'stored', output }
  }
  let isStale = false
  try {
    const result = await download(parts, output.url)
    if (typeof result !== 'number') {
      return { kind: 'stored', output: await store(parts, task, output, result) }
    }
    isStale = staleStatuses.includes(result)
    log({ event: 'picture not fetched', task: task.id, status: result })
  } catch (error) {
    log({ event: 'picture not fetched', task: task.id, detail: detailOf(error) })
  }
  return later(parts, task, isStale ? await refreshed(parts, task, output) : output)
}

async function later(
  { database }: WorkParts,
  { tries, firstSent, created }: TaskRow,
  output: StoredOutput,
): Promise<TaskEvent> {
  const now = await database.now()
  const until = output.expires ?? (firstSent ?? created) + withoutDate
  if (now > until && tries >= firstWaits.length) return { kind: 'picture-lost' }
  return { kind: 'picture-late', output, wake: now + (firstWaits[tries] ?? laterWait) }
}

/** The bytes of a picture, or the status of an answer that is none. */
async function download({ fetch }: WorkParts, url: string): Promise<Uint8Array | number> {
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
    if (length > mostBytes) throw new Error('The picture is too large.')
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

async function store(
  { database, objects, settings }: WorkParts,
  task: TaskRow,
  output: StoredOutput,
  bytes: Uint8Array,
): Promise<StoredOutput> {
  const found = sniff(bytes)
  if (found === null) throw new Error('The bytes are no picture.')
  const key = outputKey(task.id)
  await objects.put(key, bytes, found.type)
  const expires = (await database.now()) + settings.keepDays * day
  await keepObject(database, { key, type: found.type, bytes: bytes.length, expires })
  return { ...output, key, type: found.type, expires }
}

/** The output with a fresh address, if HiAPI gives one. */
async function refreshed(
  { upstream, log, settings }: WorkParts,
  { id, upstreamId }: TaskRow,
  output: StoredOutput,
): Promise<StoredOutput> {
  try {
    const event = endOf(await upstream.get(upstreamId ?? ''), settings)
    return (event?.kind === 'succeeded' ? event.output : null) ?? output
  } catch (error) {
    if (!(error instanceof HiApiError)) throw error
    log({ event: 'task not asked again', task: id, detail: detailOf(error) })
    return output
  }
}
