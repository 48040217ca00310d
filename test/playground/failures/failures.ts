import * as z from 'zod/mini'

/** What can be made to go wrong in the playground. */
export const FailureId = z.enum([
  'out-of-balance',
  'refused',
  'slow',
  'rate-limited',
  'picture-gone',
  'offline',
])
export type FailureId = z.output<typeof FailureId>

/** Those that are switched on, as page and server tell each other. */
export const FailureIds = z.array(FailureId)

interface Failure {
  readonly id: FailureId
  readonly name: string
  /** What happens while it is switched on. */
  readonly effect: string
  /** Whether it is HiAPI's answer to an order, which a relay passes on; a relay copes with all others. */
  readonly isToldByRelay: boolean
}

/** In the order in which the menu shows them. */
export const failures: readonly Failure[] = [
  {
    id: 'out-of-balance',
    name: 'Out of balance',
    effect: 'HiAPI takes no new pictures: the account is empty.',
    isToldByRelay: true,
  },
  {
    id: 'refused',
    name: 'Refused',
    effect: 'HiAPI rejects every new picture.',
    isToldByRelay: true,
  },
  {
    id: 'slow',
    name: 'Slow',
    effect: 'No picture is finished. After ten minutes Restage says so.',
    isToldByRelay: false,
  },
  {
    id: 'rate-limited',
    name: 'Rate limited',
    effect: 'HiAPI asks Restage to wait ten seconds, each time.',
    isToldByRelay: false,
  },
  {
    id: 'picture-gone',
    name: 'Picture gone',
    effect: 'Pictures are made, but can’t be fetched.',
    isToldByRelay: false,
  },
  {
    id: 'offline',
    name: 'Offline',
    effect: 'This computer has no network.',
    isToldByRelay: false,
  },
]
