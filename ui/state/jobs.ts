import { useEffect, useState } from 'preact/hooks'
import type { Engine } from '../engine/engine.ts'
import { isSettled } from '../engine/jobs/job.ts'

/**
 * Goes on with what earlier windows left, once this one is drawn.
 *
 * @param onEnd told when all of it is known
 * @returns how many pictures were taken up again, until their number changes; then 0
 */
export function useRecovery(engine: Engine, onProblem: () => void, onEnd?: () => void): number {
  const [resumed, setResumed] = useState(0)
  useEffect(() => {
    const count = () => engine.snapshot().jobs.filter((job) => !isSettled(job)).length
    engine.recover().then(
      () => {
        onEnd?.()
        const found = count()
        if (found === 0) return
        setResumed(found)
        const unsubscribe = engine.subscribe(() => {
          if (count() === found) return
          unsubscribe()
          setResumed(0)
        })
      },
      (error: unknown) => {
        console.warn('What is unfinished could not be looked up.', error)
        onProblem()
      },
    )
    // Once for each engine: it would take everything up twice.
  }, [engine])
  return resumed
}
