import { useEffect, useState } from 'preact/hooks'
import type { Clock } from '../../lib/clock.ts'

/** The time on the clock that only goes forward, once a second while `running`. */
export function useNow(clock: Clock, running: boolean): number {
  const [time, setTime] = useState(() => clock.monotonic())
  useEffect(() => {
    if (!running) return undefined
    setTime(clock.monotonic())
    const timer = setInterval(() => {
      setTime(clock.monotonic())
    }, 1000)
    return () => {
      clearInterval(timer)
    }
  }, [clock, running])
  return time
}
