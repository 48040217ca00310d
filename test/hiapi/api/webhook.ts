import { createHmac } from 'node:crypto'
import type { Hiapi } from './api.ts'
import type { WebhookFault } from '../faults/faults.ts'
import type { Task } from './task.ts'
import { createTimers } from '../timers.ts'

export type WebhookOptions = {
  /** Without it nothing is signed, as in an account that has set none. */
  signingKey?: string
  /** When each attempt is made, after the end of the task. */
  attemptsMs?: readonly number[]
  timeoutMs?: number
}

/** One request to a callback's address. */
export type Told = {
  task: string
  /** Counted from 0; copies of one attempt have the same number. */
  attempt: number
  at: number
  /** When the task ended: how late it is told is the difference. */
  endedAt: number
  text: string
  /** What the receiver answered; 0 while it has not, and where nobody did. */
  status: number
  fault: WebhookFault['kind'] | undefined
}

const minute = 60_000

/** The headers of a signed callback: over time and raw body, as receivers check it. */
export function signatureOf(signingKey: string, text: string, seconds: number) {
  const signature = createHmac('sha256', signingKey).update(`${seconds}.${text}`).digest('hex')
  return { 'x-hiapi-timestamp': String(seconds), 'x-hiapi-signature': signature }
}

/** Tells a task's callback of its end: the bare task object, at least once, then silence. */
export function createWebhooks(hiapi: Hiapi, options: WebhookOptions) {
  const { attemptsMs = [0, minute, 5 * minute, 20 * minute], timeoutMs = 10_000 } = options
  const { now, faults } = hiapi
  const timers = createTimers(now)
  const closing = new AbortController()
  const sent: Told[] = []
  const waiting = new Map<string, () => void>()

  async function deliver(task: Task, url: string, attempt = 0): Promise<void> {
    const text = JSON.stringify(hiapi.row(task))
    const query = new URLSearchParams()
    const request = { method: 'POST', path: url, query, headers: {}, body: text }
    const fault = faults.take('webhook', request, task)
    if (fault?.kind === 'webhook-late') timers.later(fault.ms, () => void send())
    else if (fault?.kind !== 'webhook-never') await send()
    else over(task)

    async function send() {
      const copies = fault?.kind === 'webhook-duplicate' ? (fault.copies ?? 2) : 1
      const posts = Array.from({ length: copies }, () => post(task, url, text, attempt, fault))
      const arrived = (await Promise.all(posts)).every(Boolean)
      if (arrived && fault?.kind === 'webhook-opposite') {
        await post(task, url, JSON.stringify(hiapi.row(opposite(task))), attempt, fault)
      }
      over(task)
      const due = attemptsMs[attempt + 1]
      if (arrived || due === undefined || closing.signal.aborted) return
      timers.later(due - (attemptsMs[attempt] ?? 0), () => void deliver(task, url, attempt + 1))
    }
  }

  async function post(
    task: Task,
    url: string,
    text: string,
    attempt: number,
    fault: WebhookFault | undefined,
  ): Promise<boolean> {
    const kind = fault?.kind
    const told = { task: task.id, attempt, at: now(), endedAt: task.endsAt, text, fault: kind }
    const entry: Told = { ...told, status: 0 }
    sent.push(entry)
    const headers = {
      'content-type': 'application/json',
      ...(kind !== 'webhook-unsigned' && signed(text, kind === 'webhook-stale')),
    }
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)])
    try {
      const response = await fetch(url, { method: 'POST', headers, body: text, signal })
      // Read, or else the connection is not used again.
      await response.arrayBuffer()
      entry.status = response.status
      return response.ok
    } catch {
      // Nobody was there, or not in time: the next attempt is due then.
      return false
    }
  }

  function signed(text: string, stale: boolean) {
    if (options.signingKey === undefined) return {}
    // Receivers refuse what is older than 300 s.
    const seconds = Math.floor(now() / 1000) - (stale ? 301 : 0)
    return signatureOf(options.signingKey, text, seconds)
  }

  function over({ id }: Task) {
    waiting.get(id)?.()
    waiting.delete(id)
  }

  return {
    /** All that went out, oldest first. */
    sent: sent as readonly Told[],
    /** For a task whose end is known. */
    watch(task: Task) {
      const url = task.recipe.callback
      if (url === undefined || task.endsAt === Infinity) over(task)
      else timers.at(task.endsAt, () => void deliver(task, url))
    },
    /** Resolves when the first attempt is over, or none is made. */
    told(task: Task): Promise<void> {
      if (task.recipe.callback === undefined) return Promise.resolve()
      return new Promise((resolve) => waiting.set(task.id, resolve))
    },
    close() {
      timers.close()
      closing.abort()
    },
  }
}

/** The task as if it had ended the other way. */
function opposite(task: Task): Task {
  const failed = task.lacks !== undefined || task.fate?.kind === 'fails'
  const lacks = failed ? undefined : 'The model could not make this picture.'
  return { ...task, fate: undefined, lacks }
}
