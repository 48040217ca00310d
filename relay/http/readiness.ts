import type { HttpParts } from './parts.ts'

/** Milliseconds for which an answer counts: the check writes an object, and anybody may ask for it. */
const answerCounts = 5_000

/** Whether database and objects work; whatever keeps them from it is thrown. */
export function createReadiness({ database, objects }: HttpParts): () => Promise<void> {
  let checked: { readonly at: number; readonly result: Promise<void> } | null = null
  async function check(): Promise<void> {
    await database.query('SELECT 1')
    await objects.check()
  }
  return () => {
    const now = Date.now()
    if (checked === null || now - checked.at >= answerCounts) checked = { at: now, result: check() }
    return checked.result
  }
}
