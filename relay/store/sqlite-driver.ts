import type { SqlRow, SqlValue } from './database.ts'

/** What is used of `node:sqlite` and of `libsql`. */
export interface SqliteDriver {
  exec(sql: string): unknown
  prepare(sql: string): { all(values: readonly SqlValue[]): readonly SqlRow[] }
  close(): unknown
}

/** Typed as `string` because the build may know neither module: Node 20 has no `node:sqlite`. */
const builtIn: string = 'node:sqlite'
const separate: string = 'libsql'

interface BuiltIn {
  readonly DatabaseSync: new (file: string) => {
    exec(sql: string): unknown
    prepare(sql: string): { all(...values: SqlValue[]): readonly SqlRow[] }
    close(): unknown
  }
}
/** Takes the values as one list: it would read a single null as a set of names. */
interface Separate {
  readonly default: new (file: string) => SqliteDriver
}

/**
 * Opens a file with Node's own engine, from Node 22.13 on, else with the package `libsql`.
 *
 * @throws if neither is available
 */
export async function openDriver(file: string): Promise<SqliteDriver> {
  // Node before 22.13 has no engine of its own. The package is then needed, so its error is thrown.
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

/** Hides Node 22's warning about `node:sqlite`: later versions have not changed what is used here. */
async function withoutWarning<Result>(run: () => Promise<Result>): Promise<Result> {
  const emit = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return await run()
  } finally {
    process.emitWarning = emit
  }
}
