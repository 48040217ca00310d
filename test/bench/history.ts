import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Asked } from '../../relay/orders/order.ts'
import { claim } from '../../relay/queue/claim.ts'
import { learnedLifetimes } from '../../relay/queue/look-times.ts'
import type { Database, Queries } from '../../relay/store/database.ts'
import { openDatabase } from '../../relay/store/open.ts'
import { fineMs, median, ratio } from './figures.ts'

const members = 10
const rounds = 40
const day = 24 * 3_600_000

/** What one task costs a relay on SQLite, after a few tasks and after those of a team's 90 days. */
export async function printHistory(): Promise<void> {
  const [few, many] = [1_000, 100_000] as const
  console.log(`\nOne more task at a relay on SQLite, ${members} members`)
  console.log('  (goal: at most 1.5 × as long after a hundred times as many tasks)')
  const [short, long] = [await measure(few), await measure(many)]
  for (const [name, before] of Object.entries(short)) {
    const after = long[name as keyof typeof long]
    console.log(
      `  ${name.padEnd(6)} after ${few} tasks ${fineMs(before)}, after ${many} ${fineMs(after)} = ${ratio(after, before)} ×`,
    )
  }
}

async function measure(ended: number): Promise<{ claim: number; learn: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'restage-history-'))
  const database = await openDatabase({
    address: `file:${join(folder, 'relay.db')}`,
    listenAddress: null,
  })
  try {
    await fill(database, ended)
    return {
      claim: await timeOf(() =>
        claim(database, {
          relay: 'bench',
          most: { perMinute: 100_000, atOnce: 1_000 },
          isArchiverFree: true,
          longestRest: 1_000,
          isTrusted: true,
          typical: null,
        }),
      ),
      learn: await timeOf(() => learnedLifetimes(database)),
    }
  } finally {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Fills in as many ended tasks of 90 days, and those that are claimed. */
async function fill(database: Database, ended: number): Promise<void> {
  const now = Date.now()
  await database.transaction(async (transaction) => {
    for (let n = 0; n < ended; n++) {
      const created = now - Math.floor(((ended - n) / ended) * 90 * day)
      await addTask(transaction, n, { created, completed: created + 60_000, state: 'success' })
    }
    for (let n = ended; n < ended + rounds; n++) {
      await addTask(transaction, n, { created: now, completed: 0, state: 'waiting' })
    }
  })
}

interface Added {
  readonly created: number
  readonly completed: number
  readonly state: 'success' | 'waiting'
}

async function addTask(queries: Queries, n: number, { created, completed, state }: Added) {
  const asked: Asked = {
    model: 'gpt-image-2-image-to-image',
    prompt: `Poster ${n}`,
    background: null,
    references: [],
    ratio: '4:5',
    resolution: '1K',
  }
  await queries.query(
    `INSERT INTO task (id, member, client_key, asked_hash, asked, upstream_key, upstream_id, state, wake,
        lease_until, tries, first_sent, price, month, created, completed, seq)
      VALUES ($1, $2, $3, '', $4, $1, $5, $6, 0, 0, 0, $7, 40000, '2026-11', $8, $9, $10)`,
    [
      `task-${n}`,
      `member-${n % members}`,
      `key-${n}`,
      JSON.stringify(asked),
      state === 'success' ? `at-hiapi-${n}` : null,
      state,
      state === 'success' ? created : null,
      created,
      completed,
      n,
    ],
  )
}

/** Milliseconds: the median of all rounds. */
async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await act()
    times.push(performance.now() - start)
  }
  return median(times)
}
