import * as z from 'zod/mini'
import { PluginError, PluginErrorCode } from './errors.ts'
import {
  type EventName,
  type EventOf,
  type ProcedureName,
  type RequestOf,
  type ResponseOf,
  events,
  procedures,
} from './messages.ts'

/** The two ways through which messages leave and arrive: Figma's own in the plugin, a pair in tests. */
export interface Port {
  send(message: unknown): void
  /** Hands over every message that arrives, from now on. Called once. */
  receive(listener: (message: unknown) => void): void
}

const Envelope = z.union([
  z.object({ type: z.literal('request'), id: z.number(), name: z.string(), body: z.unknown() }),
  z.object({ type: z.literal('response'), id: z.number(), body: z.unknown() }),
  z.object({
    type: z.literal('error'),
    id: z.number(),
    error: z.object({ code: PluginErrorCode, message: z.string() }),
  }),
  z.object({ type: z.literal('event'), name: z.string(), body: z.unknown() }),
])
type Envelope = z.output<typeof Envelope>

/** One function for each procedure; what it throws crosses as a `PluginError`. */
export type Handlers = {
  [Name in ProcedureName]: (
    request: RequestOf<Name>,
  ) => ResponseOf<Name> | Promise<ResponseOf<Name>>
}

/** The plugin half's end. */
export interface Announcer {
  /** Tells the window something it didn't ask for. */
  announce<Name extends EventName>(name: Name, body: EventOf<Name>): void
}

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

/** A message that can't be answered; whoever owns the port decides where to say so. */
export type Complain = (error: PluginError) => void

/** Serves the procedures to the window. */
export function serve(port: Port, handlers: Handlers, complain: Complain): Announcer {
  port.receive((message) => {
    const envelope = Envelope.safeParse(message)
    if (!envelope.success || envelope.data.type !== 'request') {
      complain(badMessage('not a request', envelope.error))
      return
    }
    void answer(envelope.data.id, envelope.data.name, envelope.data.body)
  })

  async function answer(id: number, name: string, body: unknown): Promise<void> {
    try {
      if (!isProcedure(name)) throw badMessage(`no procedure ${name}`)
      port.send({ type: 'response', id, body: await run(name, body) } satisfies Envelope)
    } catch (thrown) {
      const { code, message } = asPluginError(thrown)
      port.send({ type: 'error', id, error: { code, message } } satisfies Envelope)
    }
  }

  function run(name: ProcedureName, body: unknown): unknown {
    const request = decode(procedures[name].request, body, `request of ${name}`)
    // The name ties the handler to the request that its schema has just let through.
    return (handlers[name] as (request: unknown) => unknown)(request)
  }

  return {
    announce: (name, body) => {
      port.send({ type: 'event', name, body } satisfies Envelope)
    },
  }
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
    // The name ties the listeners to the event that its schema has just let through.
    for (const listener of listeners[name]) listener(event.data as never)
  }

  return {
    async call(name, request) {
      const id = ++lastId
      const answered = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
      })
      port.send({ type: 'request', id, name, body: request } satisfies Envelope)
      const response = decode(procedures[name].response, await answered, `response of ${name}`)
      return response as ResponseOf<typeof name>
    },
    on(name, listener) {
      listeners[name].add(listener)
      return () => listeners[name].delete(listener)
    },
  }
}

function decode<Schema extends z.core.$ZodType>(
  schema: Schema,
  body: unknown,
  what: string,
): z.output<Schema> {
  const decoded = z.safeParse(schema, body)
  if (!decoded.success) throw badMessage(what, decoded.error)
  return decoded.data
}

/** Names the fields that are wrong and never their values: a value can be the key, or a picture. */
function badMessage(what: string, error?: z.core.$ZodError): PluginError {
  const paths = (error?.issues ?? []).map((issue) => issue.path.join('.')).join(', ')
  return new PluginError('bad-message', paths === '' ? what : `${what}: ${paths}`)
}

function asPluginError(thrown: unknown): PluginError {
  if (thrown instanceof PluginError) return thrown
  return new PluginError('internal', thrown instanceof Error ? thrown.message : String(thrown))
}

function isProcedure(name: string): name is ProcedureName {
  return Object.prototype.hasOwnProperty.call(procedures, name)
}

function isEvent(name: string): name is EventName {
  return Object.prototype.hasOwnProperty.call(events, name)
}
