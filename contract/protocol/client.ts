import { together } from './pieces.ts'
import { responses } from './responses.ts'
import { badMessage, type OnProtocolError, decode, Envelope, type Port } from './envelope.ts'
import { asPluginError, PluginError } from './plugin-error.ts'
import type { EventName, EventOf, ProcedureName, RequestOf, ResponseOf } from './procedures.ts'
import { events } from './events.ts'

/** How long a call waits for its answer, in milliseconds: the longest export takes less. */
export const answerLimit = 120_000

/** Runs `act` after so many milliseconds, unless the returned function is called first. */
export type Alarm = (ms: number, act: () => void) => () => void

/** The window's end of the channel. */
export interface PluginClient {
  /**
   * Calls the plugin half. A call without an answer within `answerLimit` fails alone, and a later answer
   * is dropped. What the plugin half has done by then does no harm:
   *
   * - Reads and exports leave nothing behind. `keepReference` leaves an unused image in the file, which
   *   Figma drops.
   * - `addJobs`, `reserve`, `updateJob`, `failJob` and `cancelJob` of a job run one after another
   *   (`in-turn.ts`): the next call finds the late one done. `failJob` and `cancelJob` find frames that
   *   the window does not know in the ledger.
   * - `place`, repeated for the same task, finds the picture there and only answers.
   * - `saveSettings` and `saveLibrary` may still save what the designer was told may be lost. Swaps are
   *   read again from the file.
   *
   * @throws {PluginError} the plugin half's own error; `unanswered`; or `bad-message` where the answer
   * does not match its schema
   */
  call<Name extends ProcedureName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>>
  /** @returns a function that stops listening */
  on<Name extends EventName>(name: Name, listener: (body: EventOf<Name>) => void): () => void
}

export function connect(port: Port, onProtocolError: OnProtocolError, alarm: Alarm): PluginClient {
  interface Waiting {
    resolve(body: unknown): void
    reject(error: PluginError): void
  }
  /** Null for a call that has already failed for lack of an answer. */
  const waiting = new Map<number, Waiting | null>()
  const listeners: Readonly<Record<EventName, Set<(body: never) => void>>> = {
    selection: new Set(),
    canvas: new Set(),
    spending: new Set(),
  }
  /** Of the next response: a response follows its pieces at once. */
  const pieces: Uint8Array[] = []
  let lastId = 0

  port.receive((message) => {
    const envelope = Envelope.safeParse(message)
    if (!envelope.success || envelope.data.type === 'request') {
      onProtocolError(badMessage('not a response', envelope.error))
      return
    }
    if (envelope.data.type === 'event') {
      dispatch(envelope.data.name, envelope.data.body)
      return
    }
    if (envelope.data.type === 'bytes') {
      pieces.push(envelope.data.bytes)
      return
    }
    const arrived = pieces.splice(0)
    const { id } = envelope.data
    const call = waiting.get(id)
    if (call === undefined) {
      onProtocolError(badMessage(`a response to no request: ${String(id)}`))
      return
    }
    waiting.delete(id)
    if (call === null) return
    if (envelope.data.type === 'response') call.resolve(together(envelope.data.body, arrived))
    else {
      const { code, message: words } = envelope.data.error
      call.reject(new PluginError(code, words))
    }
  })

  function dispatch(name: string, body: unknown): void {
    if (!isEvent(name)) {
      onProtocolError(badMessage(`no event ${name}`))
      return
    }
    const event = events[name].safeParse(body)
    if (!event.success) {
      onProtocolError(badMessage(`event ${name}`, event.error))
      return
    }
    const failed: unknown[] = []
    for (const listener of listeners[name]) {
      try {
        // The name links the listeners to the event that its schema has just validated.
        listener(event.data as never)
      } catch (error) {
        failed.push(error)
      }
    }
    // Reported last: the report may throw as well, and every listener must get the event.
    for (const error of failed) onProtocolError(asPluginError(error))
  }

  return {
    async call(name, request) {
      const id = ++lastId
      const answered = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
      })
      const cancel = alarm(answerLimit, () => {
        waiting.get(id)?.reject(new PluginError('unanswered', name))
        waiting.set(id, null)
      })
      try {
        port.send({ type: 'request', id, name, body: request } satisfies Envelope)
        const response = decode(responses[name], await answered, `response of ${name}`)
        return response as ResponseOf<typeof name>
      } finally {
        cancel()
      }
    },
    on(name, listener) {
      listeners[name].add(listener)
      return () => listeners[name].delete(listener)
    },
  }
}

function isEvent(name: string): name is EventName {
  return Object.prototype.hasOwnProperty.call(events, name)
}
