import { createHmac } from 'node:crypto'
import type { Hiapi } from './api.ts'
import type { Task } from './task.ts'

export type WebhookOptions = {
  /** Without it nothing is signed, as in an account that has set none. */
  signingKey?: string
  /** When each attempt is made, after the end of the task. */
  attemptsMs?: readonly number[]
  timeoutMs?: number
}

const minute = 60_000

/** Tells a task's callback of its end: the bare task object, at least once, then silence. */
export function createWebhooks(hiapi: Hiapi, options: WebhookOptions) {
  const { attemptsMs = [0, minute, 5 * minute, 20 * minute], timeoutMs = 10_000 } = options
  const timers = new Set<NodeJS.Timeout>()

  function later(ms: number, act: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }

  async function deliver(task: Task, url: string, attempt = 0): Promise<void> {
    const text = JSON.stringify(hiapi.row(task))
    const request = {
      method: 'POST',
      path: url,
      query: new URLSearchParams(),
      headers: {},
      body: text,
    }
    const fault = hiapi.faults.take('webhook', request, task)?.kind
    const headers = {
      'content-type': 'application/json',
      ...(fault !== 'webhook-unsigned' && signed(text, fault === 'webhook-stale')),
    }
    const post = () =>
      fetch(url, { method: 'POST', headers, body: text, signal: AbortSignal.timeout(timeoutMs) })
        .then((response) => response.ok)
        .catch(() => false)
    const posts = fault === 'webhook-duplicate' ? [post(), post()] : [post()]
    const arrived = (await Promise.all(posts)).every(Boolean)
    const due = attemptsMs[attempt + 1]
    if (arrived || due === undefined) return
    later(due - (attemptsMs[attempt] ?? 0), () => void deliver(task, url, attempt + 1))
  }

  function signed(text: string, stale: boolean): Record<string, string> {
    if (options.signingKey === undefined) return {}
    // Receivers refuse what is older than 300 s.
    const timestamp = String(Math.floor(hiapi.now() / 1000) - (stale ? 301 : 0))
    const signature = createHmac('sha256', options.signingKey)
      .update(`${timestamp}.${text}`)
      .digest('hex')
    return { 'x-hiapi-timestamp': timestamp, 'x-hiapi-signature': signature }
  }

  return {
    watch(task: Task) {
      const url = task.recipe.callback
      if (url === undefined || task.endsAt === Infinity) return
      later(Math.max(0, task.endsAt - hiapi.now()), () => void deliver(task, url))
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
