import { EventEmitter } from 'node:events'
import {
  type Database,
  DatabaseError,
  type Queries,
  type SqlRow,
  type SqlValue,
} from './database.ts'
import { openDriver, type SqliteDriver } from './sqlite-driver.ts'

/** Milliseconds to wait for another process to end its transaction on the same file. */
const longestWait = 10_000
/** Milliseconds between checks whether another process changed the file; each takes microseconds. */
const newsInterval = 50

/**
 * A database in one file, with one transaction at a time. Every commit reaches the disk.
 *
 * @throws {DatabaseError} if the file can't be opened
 */
export async function openSqlite(file: string): Promise<Database> {
  const driver = await opened(file)
  const news = new EventEmitter().setMaxListeners(0)
  const prepared = new Map<string, ReturnType<SqliteDriver['prepare']>>()
  /** The end of all transactions so far: the connection holds one at a time. */
  let last: Promise<unknown> = Promise.resolve()
  let version = versionOf(driver)

  function run(sql: string, values: readonly SqlValue[]): readonly SqlRow[] {
    try {
      const statement = prepared.get(sql) ?? driver.prepare(sql.replace(/\$(\d+)/g, '?$1'))
      prepared.set(sql, statement)
      return statement.all(values)
    } catch (error) {
      throw new DatabaseError(sentenceOf(error), { cause: error })
    }
  }

  const queries: Queries = {
    query: (sql, values = []) => Promise.resolve().then(() => run(sql, values)),
    now: () => Promise.resolve(Date.now()),
  }

  /** Runs after all earlier calls, so that no statement runs inside another's transaction. */
  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = last.then(act)
    // The caller of this turn gets its error; the next turn begins all the same.
    last = turn.catch(() => undefined)
    return turn
  }

  const watch = setInterval(() => {
    void inTurn(async () => {
      const now = versionOf(driver)
      if (now !== version) news.emit('news', null)
      version = now
      return Promise.resolve()
    })
  }, newsInterval)
  watch.unref()

  return {
    engine: 'sqlite',
    query: (sql, values) => inTurn(() => queries.query(sql, values)),
    now: () => queries.now(),
    transaction: (act) =>
      inTurn(async () => {
        const members: string[] = []
        run('BEGIN IMMEDIATE', [])
        try {
          const result = await act({
            ...queries,
            announce(member) {
              members.push(member)
              return Promise.resolve()
            },
          })
          run('COMMIT', [])
          for (const member of members) news.emit('news', member)
          return result
        } catch (error) {
          try {
            run('ROLLBACK', [])
          } catch {
            // SQLite has ended it itself, as on a full disk: the error above is the reason.
          }
          throw error
        }
      }),
    onNews(listener) {
      news.on('news', listener)
      return () => news.off('news', listener)
    },
    backup: (copy) =>
      inTurn(async () => {
        run('VACUUM INTO $1', [copy])
        return Promise.resolve()
      }),
    close: () =>
      inTurn(() => {
        clearInterval(watch)
        driver.close()
        return Promise.resolve()
      }),
  }
}

async function opened(file: string): Promise<SqliteDriver> {
  try {
    const driver = await openDriver(file)
    // What is removed is overwritten: a stolen file shows no prompts of earlier days.
    driver.exec(
      `PRAGMA busy_timeout = ${String(longestWait)}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON`,
    )
    return driver
  } catch (error) {
    throw new DatabaseError(sentenceOf(error), { cause: error })
  }
}

/** A number that changes when another connection writes. */
function versionOf(driver: SqliteDriver): unknown {
  return driver.prepare('PRAGMA data_version').all([])[0]?.['data_version']
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
