import type { Alarm } from '../../contract/protocol/client.ts'

export const systemAlarm: Alarm = (ms, act) => {
  const timer = setTimeout(act, ms)
  return () => {
    clearTimeout(timer)
  }
}
