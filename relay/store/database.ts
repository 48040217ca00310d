/** What both engines store: text, whole numbers (milliseconds, micro-dollars, 0 or 1), or null. */
export type SqlValue = string | number | null

export type SqlRow = Readonly<Record<string, unknown>>

/** Statements, with `$1` for the first value, in the part of SQL that both engines know. */
export interface Queries {
  /** The rows that the statement returns. */
  query(sql: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>
  /** Milliseconds since 1970, by the database's clock: relays may run on machines that differ. */
  now(): Promise<number>
}

export interface Transaction extends Queries {
  /** Tells every relay on this database, after the commit, that a member's tasks changed. */
  announce(member: string): Promise<void>
}

/** One database, for any number of relays. Every method throws `DatabaseError`. */
export interface Database extends Queries {
  readonly engine: 'sqlite' | 'postgres'
  /** Commits if `run` resolves; otherwise rolls back, and throws its error. */
  transaction<Result>(run: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /**
   * Calls the listener after changes, from this relay or another.
   *
   * @param listener called with the member whose tasks changed; null if it may be any
   * @returns stops the calls
   */
  onNews(listener: (member: string | null) => void): () => void
  /** A copy in one file, made while the relay runs; null if the engine has tools of its own for that. */
  readonly backup: ((file: string) => Promise<void>) | null
  close(): Promise<void>
}

/** The database failed for a reason of its own. As far as it reports, nothing was changed. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}
