import { monotonic } from '../monotonic.ts'
import type { HttpParts } from './parts.ts'

/** Milliseconds for which a result is reused: the check writes an object, and anyone may ask for it. */
const answerCounts = 5_000

/** Checks that database and objects work; throws the reason if they don't. */
export function createReadiness({ database, objects }: HttpParts): () => Promise<void> {
  let checked: { readonly at: number; readonly result: Promise<void> } | null = null
  async function check(): Promise<void> {
    await database.query('SELECT 1')
    await objects.check()
  }
  return () => {
    const now = monotonic()
    if (checked === null || now - checked.at >= answerCounts) checked = { at: now, result: check() }
    return checked.result
  }
}
