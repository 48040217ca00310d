import { events, responses } from './answers.ts'
import { badMessage, type Complain, decode, Envelope, type Port } from './envelope.ts'
import { PluginError, asPluginError } from './errors.ts'
import type { EventName, EventOf, ProcedureName, RequestOf, ResponseOf } from './messages.ts'

export type { Port } from './envelope.ts'

/** The window's end. */
export interface Caller {
  /**
   * Asks the plugin half.
   *
   * @throws {PluginError} what the plugin half answered instead, or `bad-message` when its answer
   * is not what the procedure promises.
   */
  call<Name extends ProcedureName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>>
  /** Listens to an event; gives back the way to stop. */
  on<Name extends EventName>(name: Name, listener: (body: EventOf<Name>) => void): () => void
}

/** Calls the plugin half from the window. */
export function connect(port: Port, complain: Complain): Caller {
  interface Waiting {
    resolve(body: unknown): void
    reject(error: PluginError): void
  }
  const waiting = new Map<number, Waiting>()
  const listeners: Readonly<Record<EventName, Set<(body: never) => void>>> = {
    selection: new Set(),
    spending: new Set(),
  }
  let lastId = 0

  port.receive((message) => {
    const envelope = Envelope.safeParse(message)
    if (!envelope.success || envelope.data.type === 'request') {
      complain(badMessage('not a response', envelope.error))
      return
    }
    if (envelope.data.type === 'event') {
      dispatch(envelope.data.name, envelope.data.body)
      return
    }
    const { id } = envelope.data
    const call = waiting.get(id)
    if (call === undefined) {
      complain(badMessage(`a response to no request: ${String(id)}`))
      return
    }
    waiting.delete(id)
    if (envelope.data.type === 'response') call.resolve(envelope.data.body)
    else {
      const { code, message: words } = envelope.data.error
      call.reject(new PluginError(code, words))
    }
  })

  function dispatch(name: string, body: unknown): void {
    if (!isEvent(name)) {
      complain(badMessage(`no event ${name}`))
      return
    }
    const event = events[name].safeParse(body)
    if (!event.success) {
      complain(badMessage(`event ${name}`, event.error))
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
    for (const error of failed) complain(asPluginError(error))
  }

  return {
    async call(name, request) {
      const id = ++lastId
      const answered = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
      })
      port.send({ type: 'request', id, name, body: request } satisfies Envelope)
      const response = decode(responses[name], await answered, `response of ${name}`)
      return response as ResponseOf<typeof name>
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
