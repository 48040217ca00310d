import type { Hiapi } from './api.ts'
import { arrived, type Reference } from './reference.ts'
import { sniff } from './sniff.ts'
import type { Task } from './task.ts'
import { createTimers } from '../timers.ts'

export type FetchOptions = {
  maxBytes?: number
  timeoutMs?: number
}

/** One request for a hosted reference. */
export type Fetched = {
  task: string
  url: string
  method: 'HEAD' | 'GET'
  at: number
  /** 0 while there is no answer, and where nobody gave one. */
  status: number
  bytes: number
}

type Hosted = Extract<Reference, { kind: 'hosted' }>

/** Thrown where a reference can't be had: why. */
class Missing extends Error {
  override name = 'Missing'
}

const types = ['image/png', 'image/jpeg', 'image/webp']
const thisMachine = ['localhost', '127.0.0.1', '[::1]']

/**
 * Fetches hosted references when their task leaves the queue, each time again, as the real API does. It asks
 * this machine alone: no other address is in reach.
 */
export function createFetches(hiapi: Hiapi, options: FetchOptions) {
  const { maxBytes = 20_000_000, timeoutMs = 30_000 } = options
  const timers = createTimers(hiapi.now)
  const closing = new AbortController()
  const log: Fetched[] = []
  /** The same bytes at many addresses are held once. */
  const held = new Map<string, Uint8Array>()

  async function fetchAll(task: Task, hosted: readonly Hosted[]) {
    await new Promise<void>((resolve) => timers.at(task.handlingAt, resolve))
    const reasons = await Promise.all(hosted.map((reference) => fetchOne(task, reference)))
    if (closing.signal.aborted) return
    hiapi.referencesFetched(
      task,
      reasons.find((reason) => reason !== undefined),
    )
  }

  /** Returns why it could not be had. */
  async function fetchOne(task: Task, reference: Hosted): Promise<string | undefined> {
    const { url } = reference
    const request = {
      method: 'GET',
      path: url,
      query: new URLSearchParams(),
      headers: {},
      body: '',
    }
    const fault = hiapi.faults.take('reference', request, task)
    try {
      if (fault?.kind === 'reference-unreachable') throw new Missing('no route to the host')
      const { headFirst = false, times = 1, lateMs = 0 } = fault ?? {}
      if (lateMs > 0) await new Promise<void>((resolve) => timers.later(lateMs, resolve))
      if (headFirst) await ask(task, url, 'HEAD')
      for (let time = 0; time < times; time += 1) {
        arrived(reference, await ask(task, url, 'GET'))
      }
      const known = held.get(reference.hash)
      if (known) reference.bytes = known
      else if (reference.bytes) held.set(reference.hash, reference.bytes)
      return undefined
    } catch (error) {
      const why = error instanceof Missing ? error.message : 'no answer'
      return `The image at ${url} could not be downloaded: ${why}.`
    }
  }

  async function ask(task: Task, url: string, method: 'HEAD' | 'GET'): Promise<Uint8Array> {
    if (!thisMachine.includes(new URL(url).hostname)) throw new Missing('not on this machine')
    const entry: Fetched = { task: task.id, url, method, at: hiapi.now(), status: 0, bytes: 0 }
    log.push(entry)
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)])
    // A picture has to be right there: whoever leads elsewhere is not followed.
    const response = await fetch(url, { method, signal, redirect: 'manual' })
    entry.status = response.status
    const bytes = new Uint8Array(await response.arrayBuffer())
    entry.bytes = bytes.length
    if (response.status !== 200) throw new Missing(`HTTP ${response.status}`)
    const type = (response.headers.get('content-type') ?? '').replace(/\s*;.*/s, '').toLowerCase()
    if (!types.includes(type)) throw new Missing(`its type is "${type}", no JPEG, PNG or WebP`)
    const size = method === 'GET' ? bytes.length : Number(response.headers.get('content-length'))
    if (size > maxBytes) throw new Missing(`it has more than ${maxBytes} bytes`)
    if (method === 'GET' && `image/${sniff(bytes)}` !== type) {
      throw new Missing(`it says ${type}, but is something else`)
    }
    return bytes
  }

  return {
    /** All that went out, oldest first. */
    log: log as readonly Fetched[],
    /** Resolves when the task has all it needs, or has failed for want of it; at once without any. */
    async watch(task: Task): Promise<void> {
      const hosted = task.recipe.references.filter((each) => each.kind === 'hosted')
      if (hosted.length > 0) await fetchAll(task, hosted)
    },
    close() {
      timers.close()
      closing.abort()
    },
  }
}
