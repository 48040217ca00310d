import type { IncomingMessage } from 'node:http'
import { FailureIds } from './failures.ts'
import type { Switchboard } from './switchboard.ts'

/** Bytes: a list of names is short. */
const mostBytes = 1_000

export interface Answer {
  readonly status: number
  readonly body: string
}

/**
 * `/failures`: GET answers with the list of those that are on; PUT takes another list. A page of another
 * site can't send either and read or change something: a PUT with JSON needs leave, which nobody gives.
 */
export async function answerFailures(
  request: IncomingMessage,
  switchboard: Switchboard,
): Promise<Answer> {
  if (request.method === 'PUT') {
    const text = await textOf(request)
    const ids = text === null ? null : FailureIds.safeParse(parsed(text))
    if (ids?.success !== true) {
      return { status: 400, body: JSON.stringify('Send a list of the failures that are to be on.') }
    }
    switchboard.set(ids.data)
  } else if (request.method !== 'GET') {
    return { status: 405, body: JSON.stringify('Only GET and PUT are answered here.') }
  }
  return { status: 200, body: JSON.stringify(switchboard.on()) }
}

/** Null for one that is too long; it is read to its end, because its sender waits for that. */
async function textOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size <= mostBytes) chunks.push(bytes)
  }
  return size > mostBytes ? null : Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
