import { EventEmitter } from 'node:events'
import pg from 'pg'
import { type Database, DatabaseError, type Queries } from './database.ts'

/** The channel of NOTIFY; its payload is a member's id. */
const channel = 'restage_relay'
/** Milliseconds between tries to listen again, and between looks where nothing can be listened to. */
const listenAgain = 1_000
const mostConnections = 10
/** Milliseconds until a connection must be there, and until a statement must have ended. */
const connectionLimit = 5_000
const statementLimit = 30_000
/** SQLSTATE of a deadlock, and of a transaction that has to be run again. */
const conflicts: readonly unknown[] = ['40P01', '40001']
const mostTries = 5

/** Whole numbers of 64 bits; those stored here fit into JavaScript's. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

interface PostgresOptions {
  /** Where to listen for news, if a pooler in between can't pass them on. */
  readonly listenUrl?: string
}

/**
 * A database on a server, for any number of relays.
 *
 * @throws {DatabaseError} if the server can't be reached
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectionLimit,
    statement_timeout: statementLimit,
    application_name: 'restage-relay',
  })
  // Without a listener, a connection that breaks while it is idle ends the process.
  pool.on('error', ignore)
  pool.on('connect', (client) => {
    client.on('error', ignore)
  })
  const news = new EventEmitter().setMaxListeners(0)
  const listening = new AbortController()

  const queriesOn = (client: pg.Pool | pg.PoolClient): Queries => ({
    async query(sql, values = []) {
      try {
        const { rows } = await client.query<Record<string, unknown>>(sql, [...values])
        return rows
      } catch (error) {
        throw databaseError(error)
      }
    },
    async now() {
      const [row] = await this.query(
        'SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS at',
      )
      return Number(row?.['at'])
    },
  })

  async function once<Result>(act: Parameters<Database['transaction']>[0]): Promise<Result> {
    const client = await connected(pool)
    const queries = queriesOn(client)
    let broken: Error | undefined
    try {
      await queries.query('BEGIN')
      const result = await act({
        ...queries,
        announce: async (member) => {
          await queries.query('SELECT pg_notify($1, $2)', [channel, member])
        },
      })
      await queries.query('COMMIT')
      return result as Result
    } catch (error) {
      await queries.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure))
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  void listen(options.listenUrl ?? url, listening.signal, (member) => {
    news.emit('news', member)
  })

  const queries = queriesOn(pool)
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

/** Passes news on until the signal is aborted; after each break, and while it lasts, all may have changed. */
async function listen(
  url: string,
  signal: AbortSignal,
  tell: (member: string | null) => void,
): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: connectionLimit,
      keepAlive: true,
    })
    await new Promise<void>((resolve) => {
      const over = () => {
        signal.removeEventListener('abort', over)
        resolve()
      }
      signal.addEventListener('abort', over)
      client.on('error', over)
      client.on('end', over)
      client.on('notification', ({ payload }) => {
        tell(payload ?? null)
      })
      client
        .connect()
        .then(() => client.query(`LISTEN ${channel}`))
        .then(() => {
          tell(null)
        }, over)
    })
    await client.end().catch(ignore)
    // Nothing was heard meanwhile.
    tell(null)
    await new Promise((resolve) => setTimeout(resolve, listenAgain))
  }
}

async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw databaseError(error)
  }
}

function databaseError(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new DatabaseError(message, { cause: error })
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false
  const { cause } = error
  return cause instanceof Error && 'code' in cause && conflicts.includes(cause.code)
}

/** The statement that waits for the connection gets the same error, and throws it. */
function ignore(): void {}
