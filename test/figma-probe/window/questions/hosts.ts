import type { Question, Seen } from '../../question.ts'

const read = 'an answer can be read'
const refused = 'refused by the window’s policy'
/** How long the policy’s event may take after the failure that it explains, in milliseconds. */
const grace = 200

interface Host {
  readonly id: string
  readonly asks: string
  readonly expected: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

const table: readonly Host[] = [
  {
    id: 'fetch-api',
    asks: 'Can the window read what HiAPI answers to a request with a key (here a wrong one)?',
    expected: read,
    url: 'https://api.hiapi.ai/v1/tasks/none',
    headers: { authorization: 'Bearer none' },
  },
  {
    id: 'fetch-pictures',
    asks: 'Can the window read what HiAPI’s host of pictures answers?',
    expected: read,
    url: 'https://cdn.hiapi.ai/none.png',
  },
  {
    id: 'fetch-prices',
    asks: 'Can the window read HiAPI’s price list?',
    expected: read,
    url: 'https://www.hiapi.ai/api/pricing',
  },
  {
    id: 'fetch-other',
    asks: 'Is a host that the manifest does not name refused, and by the policy?',
    expected: refused,
    url: 'https://docs.hiapi.ai/',
  },
]

export const hosts: readonly Question<null>[] = table.map(({ id, asks, expected, ...request }) => ({
  id,
  asks,
  expected,
  ask: () => fetched(request),
}))

async function fetched({ url, headers = {} }: Pick<Host, 'url' | 'headers'>): Promise<Seen> {
  const refusals: string[] = []
  const listen = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => {
    if (url.startsWith(blockedURI)) refusals.push(effectiveDirective)
  }
  addEventListener('securitypolicyviolation', listen)
  try {
    const { status } = await fetch(url, { headers })
    return { answer: read, detail: `status ${String(status)}` }
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve, grace))
    const [directive] = refusals
    if (directive !== undefined) return { answer: refused, detail: directive }
    return { answer: await reached(url), detail: String(error) }
  } finally {
    removeEventListener('securitypolicyviolation', listen)
  }
}

/** Offline, or an answer that may not be read: both fail in the same words. */
async function reached(url: string): Promise<string> {
  try {
    await fetch(url, { mode: 'no-cors' })
    return 'an answer comes, and can’t be read (CORS)'
  } catch {
    return 'no answer'
  }
}
