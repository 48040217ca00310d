import fc from 'fast-check'
import type { AspectRatio } from '../../../contract/model/target.ts'
import { type OnTheWire, onTheWire } from '../mortal-fetch.ts'
import { type EventName, eventNames } from './events.ts'

/** Something that happens so many steps of the plugin after what happened before. */
export interface Turn {
  readonly after: number
  readonly event: EventName
  /** Which one of several, or how often, as the event has it. */
  readonly n: number
}

/** A run, and what happens in the course of it. */
export interface Schedule {
  /** For how long tasks take, and the like. */
  readonly seed: number
  readonly sources: number
  readonly ratios: readonly AspectRatio[]
  /** Whether each source's picture for two placements is wanted as well. */
  readonly isShared: boolean
  /** Whether the designer has what is there made again in place, once. */
  readonly isRemade: boolean
  readonly onTheWire: OnTheWire
  /** Whether the designer sees to what failed in the window where it failed, or only in a new one. */
  readonly isPrompt: boolean
  readonly turns: readonly Turn[]
}

const mostTurns = 8
/** A run of four jobs has about 150 steps. */
const longestPause = 40

const turn: fc.Arbitrary<Turn> = fc.record({
  after: fc.nat(longestPause),
  event: fc.oneof(
    { arbitrary: fc.constant<EventName>('kill'), weight: 1 },
    { arbitrary: fc.constantFrom(...eventNames), weight: 4 },
  ),
  n: fc.integer({ min: 1, max: 4 }),
})

/** Any schedule; shrinks towards one job and no turns. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(1_000),
  sources: fc.integer({ min: 1, max: 2 }),
  ratios: fc.subarray<AspectRatio>(['1:1', '9:16', 'auto'], { minLength: 1 }),
  isShared: fc.boolean(),
  isRemade: fc.boolean(),
  onTheWire: fc.constantFrom(...onTheWire),
  isPrompt: fc.boolean(),
  turns: fc.array(turn, { maxLength: mostTurns, size: 'max' }),
})

/** A schedule as a designer reads it. */
export function describe(schedule: Schedule): string {
  const { seed, sources, ratios, isShared, isRemade, isPrompt, turns } = schedule
  const targets = [...ratios, ...(isShared ? ['two placements'] : [])].join(', ')
  return [
    `${sources} source(s) in ${targets}, world ${seed}${isRemade ? ', made again' : ''}`,
    `what is on the wire at a kill ${schedule.onTheWire}; the person is ${isPrompt ? '' : 'not '}prompt`,
    ...turns.map(({ after, event, n }) => `  after ${after} more steps: ${event} (${n})`),
  ].join('\n')
}
