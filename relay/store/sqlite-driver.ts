import type { SqlRow, SqlValue } from './database.ts'

/** What `node:sqlite` and `libsql` have in common. */
export interface SqliteDriver {
  exec(sql: string): unknown
  prepare(sql: string): { all(values: readonly SqlValue[]): readonly SqlRow[] }
  close(): unknown
}

/** Neither name is known where the relay is built: Node 20 has no `node:sqlite`. */
const builtIn: string = 'node:sqlite'
const separate: string = 'libsql'

interface BuiltIn {
  readonly DatabaseSync: new (file: string) => {
    exec(sql: string): unknown
    prepare(sql: string): { all(...values: SqlValue[]): readonly SqlRow[] }
    close(): unknown
  }
}
/** Takes values as one list: a single null would be taken for a set of names. */
interface Separate {
  readonly default: new (file: string) => SqliteDriver
}

/**
 * Opens a file with the engine of Node, from 22.13 on, else with the package `libsql`.
 *
 * @throws if there is neither
 */
export async function openDriver(file: string): Promise<SqliteDriver> {
  // Node before 22.13 has no engine of its own: the package is tried, and says what is wrong with it.
  const inNode = await withoutWarning(() => import(builtIn) as Promise<BuiltIn>).catch(() => null)
  if (inNode === null) {
    const inPackage = (await import(separate)) as Separate
    return new inPackage.default(file)
  }
  const database = new inNode.DatabaseSync(file)
  return {
    exec: (sql) => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql)
      return { all: (values) => statement.all(...values) }
    },
    close: () => database.close(),
  }
}

/** Node 22 warns of `node:sqlite`, though what is used of it has not changed since. */
async function withoutWarning<Result>(run: () => Promise<Result>): Promise<Result> {
  const emit = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return await run()
  } finally {
    process.emitWarning = emit
  }
}
