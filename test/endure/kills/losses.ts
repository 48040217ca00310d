import type { Outcome } from './kill.ts'
import { type OnTheWire, onTheWire } from '../mortal-fetch.ts'

/** At these, the plugin half is in the middle of making a frame: a bare one may be left behind. */
const amidMaking = ['node about to be made', 'plugin data about to be written']

/** By turns: whether a request that is on the wire gets there is chance. */
export function fateFor(step: number): OnTheWire {
  return onTheWire[step % onTheWire.length] ?? 'arrives'
}

/** In words, what is wrong. */
export function lossesOf({ killedAt, complaints, strays }: Outcome, when: string): string[] {
  const isExcused = killedAt.some(({ kind }) => amidMaking.includes(kind))
  const all = strays > 0 && !isExcused ? [...complaints, `${strays} stray nodes`] : complaints
  const where = killedAt.map(({ kind, what }) => `${kind} ${what}`).join('; ')
  return all.length === 0 ? [] : [`killed ${when} (${where}): ${all.join('; ')}`]
}
