import { detailOf } from '../log.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import type { Settings } from '../settings.ts'
import type { Database } from '../store/database.ts'
import { Asked } from '../orders/order.ts'
import type { Log } from '../log.ts'

const day = 24 * 3_600_000
/** Milliseconds after which rows of ended tasks are removed, and audit entries. */
const keepRows = 90 * day
const keepAudit = 400 * day
const mostAtOnce = 200

/**
 * Removes what has expired: references that no unfinished task needs, pictures, prompts of ended tasks, and
 * old rows.
 */
export async function sweep(
  database: Database,
  objects: ObjectStore,
  settings: Settings,
  log: Log,
): Promise<void> {
  const now = await database.now()
  while ((await forgetPrompts(database, now - settings.promptDays * day)) === mostAtOnce);
  await database.query(`DELETE FROM reference WHERE expires < $1`, [now])
  await removeObjects(database, objects, now, log)
  await database.query(`DELETE FROM task WHERE state IN ('success', 'fail') AND completed < $1`, [
    now - keepRows,
  ])
  await database.query(`DELETE FROM audit WHERE at < $1`, [now - keepAudit])
}

/** Removes one object after the other; the next sweep tries those that can't be removed now. */
async function removeObjects(
  database: Database,
  objects: ObjectStore,
  now: number,
  log: Log,
): Promise<void> {
  for (const key of await expiredKeys(database, now)) {
    try {
      // A store that does not answer is waited for here: in SQLite a transaction holds up everything else.
      await objects.has(key)
      // Whoever stores the object again waits until its row is gone, and then finds that its bytes are, too.
      await database.transaction(async (transaction) => {
        const rows = await transaction.query(
          `DELETE FROM object WHERE key = $1 AND expires < $2 RETURNING key`,
          [key, now],
        )
        if (rows.length > 0) await objects.delete(key)
      })
    } catch (error) {
      log({ event: 'object not removed', detail: detailOf(error) })
    }
  }
}

/** The expired objects that no unfinished task needs. */
async function expiredKeys(database: Database, now: number): Promise<string[]> {
  const rows = await database.query(
    `SELECT key FROM object WHERE expires < $1
      AND NOT EXISTS (SELECT 1 FROM task WHERE state IN ('waiting', 'submitting', 'running')
        AND object.key LIKE 'ref/%' AND asked LIKE '%"sha256":"' || SUBSTR(object.key, 5) || '"%')
      AND NOT EXISTS (SELECT 1 FROM reference
        WHERE object.key = 'ref/' || reference.sha256 AND reference.expires >= $1)`,
    [now],
  )
  return rows.map(({ key }) => String(key))
}

/** Removes prompts, which are client work, from orders that ended before a time; returns how many. */
async function forgetPrompts(database: Database, before: number): Promise<number> {
  const rows = await database.query(
    `SELECT id, asked FROM task WHERE state IN ('success', 'fail') AND completed > 0
      AND completed <= $1 AND asked NOT LIKE '%"prompt":null%' LIMIT ${mostAtOnce}`,
    [before],
  )
  for (const { id, asked } of rows) {
    const decoded = Asked.parse(JSON.parse(String(asked)))
    await database.query(`UPDATE task SET asked = $2 WHERE id = $1`, [
      String(id),
      JSON.stringify({ ...decoded, prompt: null }),
    ])
  }
  return rows.length
}
