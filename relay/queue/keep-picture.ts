import { sniff } from '../../contract/images/image-type.ts'
import { outputKey } from '../objects/object-store.ts'
import { keepObject } from '../store/references.ts'
import type { StoredOutput, TaskRow } from '../store/task-row.ts'
import type { WorkParts } from './parts.ts'
import type { TaskEvent } from './steps.ts'

const day = 24 * 3_600_000
/** The most characters of an address that a row keeps. */
const longestAddress = 4_096

/**
 * Stores the bytes of a finished picture.
 *
 * @throws if they are no picture
 */
export async function keepPicture(
  { database, objects, settings }: WorkParts,
  { id }: Pick<TaskRow, 'id'>,
  output: StoredOutput,
  bytes: Uint8Array,
): Promise<StoredOutput> {
  const found = sniff(bytes)
  if (found === null) throw new Error('The bytes are no picture.')
  const key = outputKey(id)
  await objects.put(key, bytes, found.type)
  const expires = (await database.now()) + settings.keepDays * day
  await keepObject(database, { key, type: found.type, bytes: bytes.length, expires })
  return { ...output, key, type: found.type, expires }
}

/** An event whose picture, if it came within HiAPI's answer, is stored: bytes never get into the database. */
export async function withoutBytes(
  parts: WorkParts,
  task: TaskRow,
  event: TaskEvent,
): Promise<TaskEvent> {
  if (event.kind !== 'succeeded' || event.output === null) return event
  const { url } = event.output
  if (!url.startsWith('data:')) {
    return url.length > longestAddress ? { ...event, output: null } : event
  }
  const bytes = bytesIn(url)
  const isPicture = sniff(bytes) !== null
  const output = isPicture
    ? await keepPicture(parts, task, { ...event.output, url: '' }, bytes)
    : null
  return { ...event, output }
}

/** The bytes of a data URI; empty if it is not in base64. */
function bytesIn(uri: string): Uint8Array {
  const comma = uri.indexOf(',')
  const isBase64 = /;base64$/i.test(uri.slice(0, comma))
  return Buffer.from(isBase64 ? uri.slice(comma + 1) : '', 'base64')
}
