import { DatabaseError } from './database.ts'
import type { Client } from './postgres-client.ts'

/** Milliseconds after which an unused connection is closed. */
const idleLimit = 10_000

/** Connections that are lent out one by one. */
export interface Pool {
  /**
   * Lends a connection while `act` runs. A connection that broke is not lent again.
   *
   * @throws {DatabaseError} if no connection gets free in time; what `open` and `act` throw
   */
  use<Result>(act: (client: Client) => Promise<Result>): Promise<Result>
  /** Closes all connections; a lent one when it comes back. */
  end(): Promise<void>
}

/**
 * @param open opens a further one
 * @param most how many are open at once
 * @param longestWait milliseconds until one must get free
 */
export function createPool(open: () => Promise<Client>, most: number, longestWait: number): Pool {
  const idle = new Map<Client, NodeJS.Timeout>()
  /** Admits the waiting callers, in order. */
  const waiting: (() => void)[] = []
  let taken = 0
  let isEnded = false

  async function enter(): Promise<void> {
    if (taken < most) {
      taken++
      return
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        clearTimeout(late)
        resolve()
      }
      const late = setTimeout(() => {
        waiting.splice(waiting.indexOf(admit), 1)
        reject(new DatabaseError('No connection to PostgreSQL got free in time.'))
      }, longestWait)
      waiting.push(admit)
    })
  }

  /** Admits the next caller instead of this one. */
  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) taken--
    else next()
  }

  function fromIdle(): Client | undefined {
    for (const [client, timer] of idle) {
      clearTimeout(timer)
      idle.delete(client)
      if (client.isOpen()) return client
    }
    return undefined
  }

  function putBack(client: Client): void {
    if (!client.isOpen()) return
    if (isEnded) {
      void client.end()
      return
    }
    const timer = setTimeout(() => {
      idle.delete(client)
      void client.end()
    }, idleLimit)
    idle.set(client, timer.unref())
  }

  return {
    async use(act) {
      if (isEnded) throw new DatabaseError('The connections to PostgreSQL are closed.')
      await enter()
      try {
        const client = fromIdle() ?? (await open())
        try {
          return await act(client)
        } finally {
          putBack(client)
        }
      } finally {
        leave()
      }
    },
    async end() {
      isEnded = true
      const clients = [...idle.keys()]
      for (const timer of idle.values()) clearTimeout(timer)
      idle.clear()
      await Promise.all(clients.map((client) => client.end()))
    },
  }
}
