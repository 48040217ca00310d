import * as z from 'zod/mini'
import { TimeLimitError, withTimeLimit } from '../../ui/lib/time-limit.ts'
import type { ProbeParts } from './parts.ts'

/** Milliseconds, for a request with its whole answer. */
const timeLimit = 60_000

export interface Answer {
  readonly answered: true
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
  /** Where it came from, after redirects. */
  readonly url: string
}
export interface Unanswered {
  readonly answered: false
  readonly why: string
}

const Coded = z.object({ cause: z.object({ code: z.string() }) })

/**
 * One request, as a page without an origin would send it: Figma gives a plugin's window none. Node
 * sends the header as told, and holds no header of the answer back.
 */
export async function request(
  { fetch, clock }: Pick<ProbeParts, 'fetch' | 'clock'>,
  url: string,
  init: Omit<RequestInit, 'signal' | 'headers'> & {
    readonly headers?: Readonly<Record<string, string>>
  } = {},
): Promise<Answer | Unanswered> {
  try {
    return await withTimeLimit(timeLimit, clock, new AbortController().signal, async (signal) => {
      const response = await fetch(url, {
        ...init,
        headers: { ...init.headers, Origin: 'null' },
        signal,
      })
      return {
        answered: true,
        status: response.status,
        headers: response.headers,
        body: new Uint8Array(await response.arrayBuffer()),
        url: response.url === '' ? url : response.url,
      }
    })
  } catch (error) {
    if (error instanceof TimeLimitError) return { answered: false, why: 'no answer within 60 s' }
    // Never its message: for a header that can't be sent, that holds the header.
    const coded = Coded.safeParse(error)
    return {
      answered: false,
      why: `unreachable${coded.success ? ` (${coded.data.cause.code})` : ''}`,
    }
  }
}

export function textOf({ body }: Answer): string {
  return new TextDecoder().decode(body)
}
