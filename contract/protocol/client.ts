import { responses } from './responses.ts'
import { badMessage, type OnProtocolError, decode, Envelope, type Port } from './envelope.ts'
import { asPluginError, PluginError } from './plugin-error.ts'
import type { EventName, EventOf, ProcedureName, RequestOf, ResponseOf } from './procedures.ts'
import { events } from './events.ts'

/** How long an answer is waited for, in milliseconds: the longest export takes less. */
export const answerLimit = 120_000

/** Runs `act` after so many milliseconds, unless what it gives back is called before. */
export type Alarm = (ms: number, act: () => void) => () => void

/** The window's end. */
export interface PluginClient {
  /**
   * Asks the plugin half. What is not answered within `answerLimit` fails alone, and an answer that
   * comes later is dropped: what the plugin half has done by then stands, and does no harm.
   *
   * - What only reads, or makes a picture, leaves nothing behind. `keepReference` leaves a picture in the
   *   file that nothing shows, which Figma drops.
   * - `begin`, `reserve`, `record`, `fail` and `release` of a job are done one after another (`turns.ts`):
   *   whatever is asked next finds the late one done. `fail` and `release` find frames of which the window
   *   has never heard in the ledger.
   * - `place`, asked again for the same task, finds the picture there and only answers.
   * - `saveSettings` and `saveLibrary` keep what the designer was told may be lost. What changes swaps is
   *   read again from the file.
   *
   * @throws {PluginError} what the plugin half answered instead; `unanswered`; or `bad-message` when its
   * answer is not what the procedure promises.
   */
  call<Name extends ProcedureName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>>
  /** Listens to an event; gives back the way to stop. */
  on<Name extends EventName>(name: Name, listener: (body: EventOf<Name>) => void): () => void
}

/** Calls the plugin half from the window. */
export function connect(port: Port, onProtocolError: OnProtocolError, alarm: Alarm): PluginClient {
  interface Waiting {
    resolve(body: unknown): void
    reject(error: PluginError): void
  }
  /** Null for a call that has failed already, for want of an answer. */
  const waiting = new Map<number, Waiting | null>()
  const listeners: Readonly<Record<EventName, Set<(body: never) => void>>> = {
    selection: new Set(),
    canvas: new Set(),
    spending: new Set(),
  }
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
    const { id } = envelope.data
    const call = waiting.get(id)
    if (call === undefined) {
      onProtocolError(badMessage(`a response to no request: ${String(id)}`))
      return
    }
    waiting.delete(id)
    if (call === null) return
    if (envelope.data.type === 'response') call.resolve(envelope.data.body)
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
        // The name ties the listeners to the event that its schema has just let through.
        listener(event.data as never)
      } catch (error) {
        failed.push(error)
      }
    }
    // Only now: a complaint may throw as well, and the others are to hear of the event.
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
