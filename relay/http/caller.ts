import { monotonic } from '../monotonic.ts'
import { memberByToken, type Member } from '../store/members.ts'
import type { Database } from '../store/database.ts'
import { replyText } from '../text.ts'
import { ReplyError } from './reply.ts'

const minute = 60_000
/** The most wrong tokens from one address, and the most requests of one member, in a minute. */
export const mostRequests = { wrong: 60, requests: 600 }

/** Finds out who calls. Checked at each request, so that a revoked token ends at once. */
export interface Callers {
  /**
   * @param peer the caller's address
   * @throws {ReplyError} for an unknown token, or too many requests
   */
  identify(authorization: string | undefined, peer: string): Promise<Member>
}

export function createCallers(database: Database): Callers {
  const wrong = createCounter(mostRequests.wrong)
  const requests = createCounter(mostRequests.requests)
  return {
    async identify(authorization, peer) {
      const [, token] = /^Bearer (rst_\S{1,200})$/i.exec(authorization ?? '') ?? []
      const member = token === undefined ? null : await memberByToken(database, token)
      if (member === null) {
        // Only callers without a valid token are limited: a whole office may share one address.
        if (wrong.isFull(peer)) throw tooMany()
        wrong.add(peer)
        throw new ReplyError('RELAY_TOKEN', replyText.token)
      }
      if (requests.isFull(member.id)) throw tooMany()
      requests.add(member.id)
      return member
    },
  }
}

function tooMany(): ReplyError {
  return new ReplyError('rate_limit_exceeded', replyText.tooMany, 10)
}

/** Counts by name; all counts restart every minute. */
function createCounter(most: number) {
  let counts = new Map<string, number>()
  let since = monotonic()
  const current = () => {
    if (monotonic() - since >= minute) {
      counts = new Map()
      since = monotonic()
    }
    return counts
  }
  return {
    isFull: (name: string) => (current().get(name) ?? 0) >= most,
    add(name: string) {
      current().set(name, (current().get(name) ?? 0) + 1)
    },
  }
}
