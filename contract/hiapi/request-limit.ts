/** Milliseconds. */
export const minute = 60_000

/**
 * The share of the API's limit that is used: requests sent evenly can arrive bunched. HiAPI documents 60 a
 * minute (https://docs.hiapi.ai/api-reference/rate-limits).
 */
const share = 56 / 60
/** Requests a minute that are tried at least, however often the API refuses. */
const fewest = 6
/** The factor by which the limit grows after each minute without a refusal. */
const recovery = 1.25

/** How many requests may be sent in a minute, as far as it is known. */
export interface RequestLimit {
  /** Requests a minute, as long as none is refused. */
  readonly full: number
  /** The share of it that the last refusal left: from 0 to 1. */
  readonly easedTo: number
  /** When that was, in milliseconds of any clock. */
  readonly easedAt: number
}

/** How many requests to send a minute, if the API reports or documents this limit. */
export function usedOf(reported: number): number {
  return Math.max(1, Math.floor(reported * share))
}

export const documentedLimit = usedOf(60)

/** How many requests may be sent in the minute before `now`. */
export function requestsPerMinute({ full, easedTo, easedAt }: RequestLimit, now: number): number {
  const minutes = Math.floor((now - easedAt) / minute)
  const part = Math.min(1, easedTo * recovery ** Math.max(0, minutes))
  return Math.max(Math.min(fewest, full), Math.floor(full * part))
}

/** The limit after a refusal: half of what it was. */
export function easedAfter(limit: RequestLimit, now: number): RequestLimit {
  return { ...limit, easedTo: requestsPerMinute(limit, now) / limit.full / 2, easedAt: now }
}
