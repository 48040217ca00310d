import type { Alarm } from '../plugin/protocol/channel.ts'

export const systemAlarm: Alarm = (ms, act) => {
  const timer = setTimeout(act, ms)
  return () => {
    clearTimeout(timer)
  }
}
