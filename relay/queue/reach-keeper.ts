import * as z from 'zod/mini'
import type { Database } from '../store/database.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import {
  afterHappening,
  type Evidence,
  type Happening,
  noEvidence,
  type Reach,
  reachOf,
  reachSentence,
} from '../upstream/reach.ts'

const Stored = z.object({
  isPublic: z.nullable(z.boolean()),
  lastCall: z.nullable(z.number()),
  missedCalls: z.number(),
  failedReferences: z.number(),
  isMisSigned: z.optional(z.boolean()),
})

/** Keeps how HiAPI and the relays of one database reach each other. */
export interface ReachKeeper {
  reach(): Promise<Reach>
  /** The reach in words. */
  sentence(): Promise<string>
  /** Records what happened, and reports if the reach changes by it. */
  note(happening: Happening): Promise<void>
}

/** @param onChange called with the reach in words whenever it changes */
export function createReachKeeper(
  database: Database,
  where: { readonly publicUrl: string | null; readonly hasBucket: boolean },
  onChange: (sentence: string) => void,
): ReachKeeper {
  const read = async (): Promise<Evidence> => {
    const text = await readMeta(database, 'reach')
    const { success, data } = Stored.safeParse(parsed(text ?? ''))
    return success ? data : noEvidence
  }
  /** Happenings are written one after the other. */
  let last: Promise<unknown> = Promise.resolve()

  async function write(happening: Happening): Promise<void> {
    const before = await read()
    const after = afterHappening(before, happening)
    if (JSON.stringify(before) === JSON.stringify(after)) return
    await writeMeta(database, 'reach', JSON.stringify(after))
    const [old, now] = [reachOf(before, where), reachOf(after, where)]
    if (JSON.stringify(old) === JSON.stringify(now)) return
    onChange(reachSentence(now, after, where.publicUrl, await database.now()))
  }

  return {
    reach: async () => reachOf(await read(), where),
    async sentence() {
      const evidence = await read()
      const reach = reachOf(evidence, where)
      return reachSentence(reach, evidence, where.publicUrl, await database.now())
    },
    note(happening) {
      const turn = last.then(() => write(happening))
      // The caller gets the error; the next note is written all the same.
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Nothing was written yet.
    return null
  }
}
