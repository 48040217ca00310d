import type { Database, Queries } from './database.ts'

/**
 * The steps that make the tables. A released step never changes. A step only adds, so that relays of two
 * neighbouring versions can run on one database while they are replaced one by one.
 */
const steps: readonly string[] = [
  `CREATE TABLE member (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL,
    token_hash TEXT UNIQUE, old_token_hash TEXT, old_until BIGINT NOT NULL,
    budget BIGINT, seq BIGINT NOT NULL, created BIGINT NOT NULL, revoked BIGINT
  );
  CREATE TABLE spend (
    member TEXT NOT NULL, month TEXT NOT NULL,
    reserved BIGINT NOT NULL, spent BIGINT NOT NULL, tasks BIGINT NOT NULL,
    PRIMARY KEY (member, month)
  );
  CREATE TABLE task (
    id TEXT PRIMARY KEY, member TEXT NOT NULL, client_key TEXT NOT NULL,
    asked_hash TEXT NOT NULL, asked TEXT NOT NULL,
    sending TEXT, body_hash TEXT, upstream_key TEXT NOT NULL UNIQUE, upstream_id TEXT UNIQUE,
    state TEXT NOT NULL, wake BIGINT NOT NULL, lease_by TEXT, lease_until BIGINT NOT NULL,
    tries BIGINT NOT NULL, first_sent BIGINT, price BIGINT NOT NULL, month TEXT NOT NULL,
    created BIGINT NOT NULL, completed BIGINT NOT NULL, upstream_status TEXT,
    output TEXT, error TEXT, seq BIGINT NOT NULL,
    UNIQUE (member, client_key)
  );
  CREATE INDEX task_wake ON task (state, wake);
  CREATE INDEX task_seq ON task (member, seq);
  CREATE INDEX task_created ON task (member, created);
  CREATE TABLE reference (
    member TEXT NOT NULL, sha256 TEXT NOT NULL, type TEXT NOT NULL,
    bytes BIGINT NOT NULL, expires BIGINT NOT NULL,
    PRIMARY KEY (member, sha256)
  );
  CREATE TABLE object (key TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BIGINT NOT NULL, expires BIGINT NOT NULL);
  CREATE TABLE sent (id TEXT PRIMARY KEY, at BIGINT NOT NULL, kind TEXT NOT NULL);
  CREATE INDEX sent_at ON sent (at);
  CREATE TABLE pace (
    id BIGINT PRIMARY KEY, per_minute BIGINT NOT NULL, eased_percent BIGINT NOT NULL, eased_at BIGINT NOT NULL,
    at_once BIGINT NOT NULL, raised_at BIGINT NOT NULL, paused_until BIGINT NOT NULL, paused_for TEXT
  );
  CREATE TABLE audit (
    id TEXT PRIMARY KEY, at BIGINT NOT NULL, member TEXT, actor TEXT NOT NULL,
    action TEXT NOT NULL, task TEXT, detail TEXT NOT NULL
  );
  CREATE INDEX audit_at ON audit (at);`,
  // Set if HiAPI called before the task's id was known: HiAPI is asked as soon as it is.
  `ALTER TABLE task ADD COLUMN called BIGINT NOT NULL DEFAULT 0`,
  // Tasks are kept for 90 days: what every order asks must not read them all.
  `CREATE INDEX task_state ON task (member, state);
  CREATE INDEX task_completed ON task (state, completed);
  CREATE INDEX task_first_sent ON task (first_sent)`,
]

/** Brings the tables up to date; relays that start together wait for each other. */
export async function migrate(database: Database): Promise<void> {
  await createBase(database)
  await database.transaction(async (transaction) => {
    await transaction.query(`UPDATE lock SET n = n + 1 WHERE name = 'migrate'`)
    const done = await versionIn(transaction)
    for (const [index, step] of steps.entries()) {
      if (index < done) continue
      for (const statement of statementsOf(step)) await transaction.query(statement)
    }
    // The tables may be those of a newer relay, whose steps must not be taken twice.
    if (done >= steps.length) return
    await transaction.query(`UPDATE meta SET value = $1 WHERE key = 'version'`, [
      String(steps.length),
    ])
  })
}

/** The two tables that migrations themselves need. */
async function createBase(database: Database): Promise<void> {
  const base = `CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS lock (name TEXT PRIMARY KEY, n BIGINT NOT NULL);
    INSERT INTO meta (key, value) VALUES ('version', '0') ON CONFLICT (key) DO NOTHING;
    INSERT INTO lock (name, n) VALUES ('migrate', 0), ('dispatch', 0), ('sweep', 0) ON CONFLICT (name) DO NOTHING`
  for (const statement of statementsOf(base)) {
    // Even with IF NOT EXISTS, relays that make a table at once collide in PostgreSQL: try again.
    await database.query(statement).catch(() => database.query(statement))
  }
}

async function versionIn(queries: Queries): Promise<number> {
  const [row] = await queries.query(`SELECT value FROM meta WHERE key = 'version'`)
  return Number(row?.['value'] ?? 0)
}

function statementsOf(text: string): readonly string[] {
  return text.split(';').filter((statement) => statement.trim() !== '')
}
