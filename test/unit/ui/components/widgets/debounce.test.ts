import { describe, expect, it } from 'vitest'
import type { Clock } from '../../../../../ui/lib/clock.ts'
import { createDebouncer } from '../../../../../ui/components/widgets/debounce.ts'

describe('a debouncer', () => {
  /** Time that passes when it is told to. */
  function stage() {
    const sleepers: { wake: () => void; signal: AbortSignal | undefined }[] = []
    const clock: Clock = {
      now: () => 0,
      monotonic: () => 0,
      sleep: (_, signal) =>
        new Promise((resolve, reject) => {
          sleepers.push({ wake: resolve, signal })
          signal?.addEventListener('abort', () => {
            reject(signal.reason as Error)
          })
        }),
    }
    const settled: number[] = []
    const debouncer = createDebouncer<number>(clock, 500, (value) => settled.push(value))
    const pass = async () => {
      for (const { wake, signal } of sleepers.splice(0)) if (signal?.aborted !== true) wake()
      await Promise.resolve()
    }
    return { settled, debouncer, pass }
  }

  it('takes several keys for one change, after a pause', async () => {
    const { settled, debouncer, pass } = stage()
    debouncer.change(1, false)
    debouncer.change(2, false)
    expect([settled, debouncer.isUnsettled()]).toEqual([[], true])
    await pass()
    expect([settled, debouncer.isUnsettled()]).toEqual([[2], false])
  })

  it('waits for a pointer however long it takes, and settles at once when it lets go', async () => {
    const { settled, debouncer, pass } = stage()
    debouncer.change(1, true)
    await pass()
    expect(settled).toEqual([])
    debouncer.change(2, true)
    debouncer.release()
    expect(settled).toEqual([2])
    debouncer.release()
    expect(settled).toEqual([2])
  })
})
