import { monotonic } from '../monotonic.ts'
import { DatabaseError } from './database.ts'

/** Milliseconds between tries. */
const interval = 250

/**
 * Repeats a harmless query until the database answers, for a caller that asks only once, such as HiAPI.
 *
 * @param longest milliseconds after which the last error is thrown
 */
export async function patiently<Result>(
  longest: number,
  run: () => Promise<Result>,
): Promise<Result> {
  const begun = monotonic()
  for (;;) {
    try {
      return await run()
    } catch (error) {
      const isOver = monotonic() - begun > longest
      if (!(error instanceof DatabaseError) || isOver) throw error
      await new Promise((resolve) => setTimeout(resolve, interval))
    }
  }
}
