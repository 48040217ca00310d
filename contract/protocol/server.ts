import { apart } from './pieces.ts'
import { badMessage, type OnProtocolError, decode, Envelope, type Port } from './envelope.ts'
import { asPluginError, type PluginError } from './plugin-error.ts'
import { requests } from './requests.ts'
import type { EventName, EventOf, ProcedureName, RequestOf, ResponseOf } from './procedures.ts'

/** One function per procedure; what it throws is sent as a `PluginError`. */
export type Handlers = {
  [Name in ProcedureName]: (
    request: RequestOf<Name>,
  ) => ResponseOf<Name> | Promise<ResponseOf<Name>>
}

/** The plugin half's end of the channel. */
export interface PluginServer {
  emit<Name extends EventName>(name: Name, body: EventOf<Name>): void
}

export function serve(
  port: Port,
  handlers: Handlers,
  onProtocolError: OnProtocolError,
): PluginServer {
  port.receive((message) => {
    const envelope = Envelope.safeParse(message)
    if (!envelope.success || envelope.data.type !== 'request') {
      onProtocolError(badMessage('not a request', envelope.error))
      return
    }
    void answer(envelope.data.id, envelope.data.name, envelope.data.body)
  })

  async function answer(id: number, name: string, body: unknown): Promise<void> {
    try {
      if (!isProcedure(name)) throw badMessage(`no procedure ${name}`)
      const { rest, pieces } = apart(await run(name, body))
      for (const bytes of pieces) port.send({ type: 'bytes', bytes } satisfies Envelope)
      port.send({ type: 'response', id, body: rest } satisfies Envelope)
    } catch (thrown) {
      refuse(id, asPluginError(thrown))
    }
  }

  /** A window closed in the meantime gets no answer; nobody else waits for one. */
  function refuse(id: number, { code, message }: PluginError): void {
    try {
      port.send({ type: 'error', id, error: { code, message } } satisfies Envelope)
    } catch (thrown) {
      onProtocolError(asPluginError(thrown))
    }
  }

  function run(name: ProcedureName, body: unknown): unknown {
    const request = decode(requests[name], body, `request of ${name}`)
    // The name links the handler to the request that its schema has just validated.
    return (handlers[name] as (request: unknown) => unknown)(request)
  }

  return {
    emit: (name, body) => {
      port.send({ type: 'event', name, body } satisfies Envelope)
    },
  }
}

function isProcedure(name: string): name is ProcedureName {
  return Object.prototype.hasOwnProperty.call(requests, name)
}
