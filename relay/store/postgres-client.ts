import Connection from 'pg/lib/connection.js'
import ConnectionParameters from 'pg/lib/connection-parameters.js'
import sasl from 'pg/lib/crypto/sasl.js'
import crypto from 'pg/lib/crypto/utils.js'
import type { SqlRow, SqlValue } from './database.ts'

/** Milliseconds until a connection must be there. */
export const connectionLimit = 5_000
/** Milliseconds until a statement must be answered: longer than any may run. */
const answerLimit = 35_000
/** PostgreSQL's types of whole numbers; all stored ones fit into JavaScript's. All other types are text. */
const numbers: readonly number[] = [20, 21, 23]

interface Field {
  readonly name: string
  readonly dataTypeID: number
}

/** One connection to a server; runs one statement after the other. */
export interface Client {
  query(sql: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>
  /** Whether it can be used. A closed connection refuses every statement, and never opens again. */
  isOpen(): boolean
  /** Resolves when the connection is closed, by either side. */
  readonly closed: Promise<void>
  end(): Promise<void>
}

export interface ClientOptions {
  /** Milliseconds until a statement must be answered; a server may be gone without a word. */
  readonly longestAnswer?: number
  /** Settings of the session. */
  readonly session?: Readonly<Record<string, string>>
  /** Called with the payload of each NOTIFY on the channels that it listens to. */
  readonly onNotification?: (payload: string) => void
}

/** A statement that the server answers. */
interface Pending {
  readonly resolve: (rows: readonly SqlRow[]) => void
  readonly reject: (error: unknown) => void
  readonly rows: SqlRow[]
  fields: readonly Field[]
  error: Error | null
}

/** Opens a connection; rejects if the server can't be reached, or refuses it. */
export async function connect(address: string, options: ClientOptions = {}): Promise<Client> {
  const server = new ConnectionParameters(address)
  const { ssl, sslnegotiation, application_name: name, options: more } = server
  const wire = new Connection({ ssl, sslNegotiation: sslnegotiation, keepAlive: true })
  let pending: Pending | null = null
  /** Why the connection can't be used; null while it can. */
  let failure: Error | null = null
  let last: Promise<unknown> = Promise.resolve()

  const fail = (error: unknown) => {
    failure ??= pending?.error ?? (error instanceof Error ? error : new Error(String(error)))
    pending?.reject(failure)
    pending = null
    wire.stream.destroy()
  }
  /** Sends something, and waits until the server is ready for the next. */
  const ask = async (longest: number, send: () => void) => {
    const late = setTimeout(() => {
      fail(new Error('PostgreSQL did not answer in time.'))
    }, longest)
    try {
      return await new Promise<readonly SqlRow[]>((resolve, reject) => {
        if (failure !== null) {
          reject(failure)
          return
        }
        pending = { resolve, reject, rows: [], fields: [], error: null }
        send()
      })
    } finally {
      clearTimeout(late)
    }
  }

  const closed = new Promise<void>((resolve) => {
    wire.on('end', () => {
      fail(new Error('The connection to PostgreSQL was closed.'))
      resolve()
    })
  })
  wire.on('error', fail)
  wire.on('rowDescription', ({ fields }: { fields: readonly Field[] }) => {
    if (pending !== null) pending.fields = fields
  })
  wire.on('dataRow', ({ fields }: { fields: readonly (string | null)[] }) => {
    pending?.rows.push(rowOf(pending.fields, fields))
  })
  wire.on('errorMessage', (error: Error) => {
    // Without a pending statement, the server gives the reason why it ends the connection.
    if (pending === null) failure ??= error
    else pending.error ??= error
  })
  wire.on('readyForQuery', () => {
    const ended = pending
    pending = null
    if (ended === null) return
    if (ended.error === null) ended.resolve(ended.rows)
    else ended.reject(ended.error)
  })
  wire.on('notification', ({ payload }: { payload: string }) => options.onNotification?.(payload))
  identify(wire, server, fail)

  const greet = () => {
    wire.startup({
      user: server.user,
      database: server.database,
      ...(name !== undefined && { application_name: name }),
      ...(more !== undefined && { options: more }),
      ...options.session,
    })
  }
  try {
    await ask(connectionLimit, () => {
      wire.on('sslconnect', greet)
      wire.on('connect', () => {
        if (!ssl) greet()
        else if (sslnegotiation !== 'direct') wire.requestSsl()
      })
      if (server.host.startsWith('/')) wire.connect(`${server.host}/.s.PGSQL.${server.port}`)
      else wire.connect(server.port, server.host)
    })
  } catch (error) {
    fail(error)
    throw error
  }

  return {
    query(sql, values = []) {
      const turn = last.then(() =>
        ask(options.longestAnswer ?? answerLimit, () => {
          sendStatement(wire, sql, values)
        }),
      )
      // The caller of this turn gets its error; the next turn begins all the same.
      last = turn.catch(() => undefined)
      return turn
    },
    isOpen: () => failure === null,
    closed,
    async end() {
      failure ??= new Error('The connection to PostgreSQL is closed.')
      wire.end()
      await closed
    },
  }
}

/** Answers the server's questions about the user's password. */
function identify(
  wire: Connection,
  { user, password }: ConnectionParameters,
  fail: (error: unknown) => void,
): void {
  const answer =
    <Message>(act: (message: Message, secret: string) => Promise<void>) =>
    (message: Message) => {
      const isKnown = typeof password === 'string' && password !== ''
      const refused = new Error('PostgreSQL asks for a password, and none is set.')
      ;(isKnown ? act(message, password) : Promise.reject(refused)).catch(fail)
    }
  let session: ReturnType<typeof sasl.startSession> | undefined
  wire.on(
    'authenticationCleartextPassword',
    answer(async (_, secret) => {
      wire.password(secret)
      return Promise.resolve()
    }),
  )
  wire.on(
    'authenticationMD5Password',
    answer(async ({ salt }: { salt: Uint8Array }, secret) => {
      wire.password(await crypto.postgresMd5PasswordHash(user, secret, salt))
    }),
  )
  wire.on(
    'authenticationSASL',
    answer(async ({ mechanisms }: { mechanisms: readonly string[] }) => {
      session = sasl.startSession(mechanisms, null)
      wire.sendSASLInitialResponseMessage(session.mechanism, session.response)
      return Promise.resolve()
    }),
  )
  wire.on(
    'authenticationSASLContinue',
    answer(async ({ data }: { data: string }, secret) => {
      if (session === undefined) throw new Error('PostgreSQL went on before it began.')
      await sasl.continueSession(session, secret, data, null)
      wire.sendSCRAMClientFinalMessage(session.response)
    }),
  )
  wire.on(
    'authenticationSASLFinal',
    answer(async ({ data }: { data: string }) => {
      if (session !== undefined) sasl.finalizeSession(session, data)
      return Promise.resolve()
    }),
  )
}

function sendStatement(wire: Connection, sql: string, values: readonly SqlValue[]): void {
  // Several statements at once, as in migrations, take no values.
  if (values.length === 0) {
    wire.query(sql)
    return
  }
  wire.stream.cork()
  wire.parse({ text: sql })
  wire.bind({ values: values.map((value) => (value === null ? null : String(value))) })
  wire.describe({ type: 'P' })
  wire.execute({})
  wire.sync()
  wire.stream.uncork()
}

function rowOf(fields: readonly Field[], texts: readonly (string | null)[]): SqlRow {
  return Object.fromEntries(
    fields.map(({ name, dataTypeID }, index) => {
      const text = texts[index] ?? null
      return [name, text !== null && numbers.includes(dataTypeID) ? Number(text) : text]
    }),
  )
}
