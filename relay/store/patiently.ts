import { DatabaseError } from './database.ts'

/** Milliseconds between tries. */
const interval = 250

/**
 * Runs what may be repeated until the database answers: for whoever asks only once, such as HiAPI for a
 * reference.
 *
 * @param longest milliseconds after which the last error is thrown
 */
export async function patiently<Result>(
  longest: number,
  run: () => Promise<Result>,
): Promise<Result> {
  const begun = performance.now()
  for (;;) {
    try {
      return await run()
    } catch (error) {
      const isOver = performance.now() - begun > longest
      if (!(error instanceof DatabaseError) || isOver) throw error
      await new Promise((resolve) => setTimeout(resolve, interval))
    }
  }
}
