import { EventEmitter } from 'node:events'
import {
  type Database,
  DatabaseError,
  type Queries,
  type SqlRow,
  type SqlValue,
} from './database.ts'
import { connect, connectionLimit } from './postgres-client.ts'
import { createPool } from './postgres-pool.ts'

/** The channel of NOTIFY; its payload is a member's id. */
const channel = 'restage_relay'
/** Milliseconds between tries to listen again; without a listener, between reports of possible changes. */
const listenAgain = 1_000
/** Milliseconds between checks whether the listener is still connected. */
const stillThere = 15_000
const mostConnections = 10
/** Milliseconds until a statement must have ended. */
const statementLimit = 30_000
/** Milliseconds until the next one must follow: a relay that is gone without a word keeps no lock for hours. */
const pauseLimit = 10_000
/** SQLSTATE of a deadlock, and of a conflict after which a transaction must run again. */
const conflicts: readonly unknown[] = ['40P01', '40001']
const mostTries = 5

interface PostgresOptions {
  /** Where to listen for news, if a pooler at the address does not pass NOTIFY on. */
  readonly listenUrl?: string
}

/**
 * A database on a server, for any number of relays.
 *
 * @throws {DatabaseError} if the server can't be reached
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const session = { application_name: 'restage-relay' }
  const open = () => connect(url, { session }).catch(fail)
  const pool = createPool(open, mostConnections, connectionLimit)
  const news = new EventEmitter().setMaxListeners(0)
  const listening = new AbortController()

  async function once<Result>(act: Parameters<Database['transaction']>[0]): Promise<Result> {
    return pool.use(async (client) => {
      const queries = queriesOn((sql, values) => client.query(sql, values))
      try {
        // Not as a setting of the session: poolers such as pgbouncer refuse those that they don't know.
        await queries.query(
          `BEGIN; SET LOCAL statement_timeout = ${statementLimit}; SET LOCAL idle_in_transaction_session_timeout = ${pauseLimit}`,
        )
        const result = await act({
          ...queries,
          announce: async (member) => {
            await queries.query('SELECT pg_notify($1, $2)', [channel, member])
          },
        })
        await queries.query('COMMIT')
        return result as Result
      } catch (error) {
        // A connection that can't even roll back is not used again.
        await queries.query('ROLLBACK').catch(() => void client.end())
        throw error
      }
    })
  }

  void listen(options.listenUrl ?? url, listening.signal, (member) => {
    news.emit('news', member)
  })

  const queries = queriesOn((sql, values) => pool.use((client) => client.query(sql, values)))
  const database: Database = {
    engine: 'postgres',
    query: (sql, values) => queries.query(sql, values),
    now: () => queries.now(),
    async transaction(act) {
      for (let tries = 1; ; tries++) {
        try {
          return await once(act)
        } catch (error) {
          if (tries >= mostTries || !isConflict(error)) throw error
        }
      }
    },
    onNews(listener) {
      news.on('news', listener)
      return () => news.off('news', listener)
    },
    backup: null,
    async close() {
      listening.abort()
      await pool.end()
    },
  }
  await database.query('SELECT 1')
  return database
}

function queriesOn(
  run: (sql: string, values?: readonly SqlValue[]) => Promise<readonly SqlRow[]>,
): Queries {
  return {
    query: (sql, values) => run(sql, values).catch(fail),
    async now() {
      const [row] = await this.query(
        'SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS at',
      )
      return Number(row?.['at'])
    },
  }
}

/** Passes news on until the signal is aborted. After and during each break, anything may have changed. */
async function listen(
  url: string,
  signal: AbortSignal,
  tell: (member: string | null) => void,
): Promise<void> {
  const isOver = () => signal.aborted
  while (!isOver()) {
    // An unreachable server is tried again; the callers of queries get the error.
    const client = await connect(url, { onNotification: tell }).catch(() => null)
    const end = () => void client?.end()
    signal.addEventListener('abort', end)
    if (isOver()) end()
    try {
      await client?.query(`LISTEN ${channel}`)
      tell(null)
      while (client?.isOpen() === true) {
        const later = new Promise((resolve) => setTimeout(resolve, stillThere).unref())
        await Promise.race([client.closed, later])
        // A server that is gone without a word never closes the connection.
        await client.query('SELECT 1')
      }
    } catch {
      // The callers of queries get the error.
    }
    end()
    signal.removeEventListener('abort', end)
    // News may have been missed.
    tell(null)
    await new Promise((resolve) => setTimeout(resolve, listenAgain))
  }
}

function fail(error: unknown): never {
  if (error instanceof DatabaseError) throw error
  const message = error instanceof Error ? error.message : String(error)
  throw new DatabaseError(message, { cause: error })
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false
  const { cause } = error
  return cause instanceof Error && 'code' in cause && conflicts.includes(cause.code)
}
