/**
 * The internal parts of pg that are used: its wire, its reading of addresses, and its password proof. pg may
 * change them, so its version is pinned, and `test/relay/` runs on a server with each new one.
 */
declare module 'pg/lib/connection.js' {
  import type { EventEmitter } from 'node:events'
  import type { Duplex } from 'node:stream'

  export default class Connection extends EventEmitter {
    readonly stream: Duplex
    constructor(options: { ssl: unknown; sslNegotiation?: string | undefined; keepAlive: boolean })
    connect(port: number | string, host?: string): void
    requestSsl(): void
    startup(settings: Readonly<Record<string, string>>): void
    password(password: string): void
    sendSASLInitialResponseMessage(mechanism: string, response: string): void
    sendSCRAMClientFinalMessage(response: string): void
    query(text: string): void
    parse(statement: { text: string }): void
    bind(values: { values: readonly (string | null)[] }): void
    describe(what: { type: 'P' }): void
    execute(portal: object): void
    sync(): void
    end(): void
  }
}

declare module 'pg/lib/connection-parameters.js' {
  export default class ConnectionParameters {
    readonly user: string
    readonly database: string
    readonly password: string | null | undefined
    readonly host: string
    readonly port: number
    readonly ssl: unknown
    readonly sslnegotiation: string | undefined
    readonly application_name: string | undefined
    readonly options: string | undefined
    constructor(address: string)
  }
}

declare module 'pg/lib/crypto/sasl.js' {
  interface Session {
    readonly mechanism: string
    readonly response: string
  }
  const sasl: {
    startSession(mechanisms: readonly string[], stream: null): Session
    continueSession(session: Session, password: string, data: string, stream: null): Promise<void>
    finalizeSession(session: Session, data: string): void
  }
  export default sasl
}

declare module 'pg/lib/crypto/utils.js' {
  const crypto: {
    postgresMd5PasswordHash(user: string, password: string, salt: Uint8Array): Promise<string>
  }
  export default crypto
}
