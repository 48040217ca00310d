import { monotonicTimeOf, type Clock } from '../../lib/clock.ts'
import { isSettled, type Job } from '../../engine/jobs/job.ts'

/** The least share of the usual time that an overdue picture is still given. */
const leastShare = 0.1

/**
 * Milliseconds until all pictures are there. Each waiting job in turn is given to the place that is free
 * first. Null if nothing is under way, or no usual time is known.
 *
 * @param usual how long a picture takes, in milliseconds
 * @param places how many pictures are made at once
 * @param time now, on the monotonic clock
 * @param isQueue whether queued jobs have not begun, as in a relay
 */
export function timeLeft(
  jobs: readonly Job[],
  usual: number | null,
  places: number,
  time: number,
  clock: Clock,
  isQueue = false,
): number | null {
  const underWay = jobs.filter((job) => !isSettled(job))
  if (usual === null || underWay.length === 0) return null
  const ends = underWay.flatMap(({ sentAt, state }) => {
    if (sentAt === null || (isQueue && state.name === 'queued')) return []
    const age = time - monotonicTimeOf(sentAt, clock)
    return [Math.max(usual - age, usual * leastShare)]
  })
  const waiting = underWay.length - ends.length
  while (ends.length < Math.min(places, underWay.length)) ends.push(0)
  for (let given = 0; given < waiting; given += 1) {
    ends.sort((a, b) => a - b)
    ends[0] = (ends[0] ?? 0) + usual
  }
  return Math.max(...ends)
}
