import { expect, test } from 'vitest'
import type { Network } from '../../../../../ui/services/hiapi/connectivity.ts'
import {
  type ConnectionVerdict,
  testConnection,
} from '../../../../../ui/services/hiapi/test-connection.ts'
import { createHiapi, type HiapiOptions } from '../../../../hiapi/api/api.ts'
import type { FaultRule } from '../../../../hiapi/faults/faults.ts'
import { virtualFetch } from '../../../../hiapi/virtual.ts'
import { createVirtualClock } from '../../../../hiapi/virtual-clock.ts'
import { connectionTexts } from '../../../../../ui/features/settings/text.ts'

const apiKey = 'sk-very-secret'

interface Around {
  readonly apiAddress?: string
  readonly network?: Partial<Network>
  readonly signal?: AbortSignal
}

/** Tests the connection to a local HiAPI, as a page would see it. */
function setUp(options: HiapiOptions = {}, around: Around = {}) {
  const clock = createVirtualClock()
  const hiapi = createHiapi({ now: clock.now, ...options })
  const network = { online: () => true, refusedByPolicy: async () => false, ...around.network }
  const { apiAddress = 'https://api.hiapi.ai', signal = new AbortController().signal } = around
  const fetch = virtualFetch(hiapi, clock)
  return {
    hiapi,
    clock,
    verdict: () =>
      clock.run(testConnection({ fetch, clock, network }, { apiAddress, apiKey }, signal)),
  }
}

const onList = (fault: Extract<FaultRule, { on: 'list' }>['fault'], times?: number): FaultRule => ({
  on: 'list',
  fault,
  ...(times !== undefined && { times }),
})
const preflight = (headers: 'all' | 'idempotency-key'): FaultRule => ({
  on: 'preflight',
  fault: { kind: 'preflight-refused', headers },
})
const refuse = (status: number, message = 'No.', code?: string) =>
  onList({ kind: 'error', status, message, ...(code !== undefined && { code }) })

test.each<[string, HiapiOptions, Around, ConnectionVerdict]>([
  ['a good key', {}, {}, 'works'],
  ['an address that ends in /v1/', {}, { apiAddress: 'https://api.hiapi.ai/v1/' }, 'works'],
  ['a wrong key', { badKeys: [apiKey] }, {}, 'unauthorised'],
  ['a key without permission', { faults: [refuse(403)] }, {}, 'forbidden'],
  [
    'a key without permission, in the gateway’s words',
    { faults: [refuse(403, 'No.', 'permission_denied')] },
    {},
    'forbidden',
  ],
  ['a used-up balance', { faults: [refuse(402)] }, {}, 'out-of-balance'],
  ['a used-up quota', { faults: [refuse(403, 'quota exceeded')] }, {}, 'out-of-balance'],
  ['too many requests', { faults: [refuse(429)] }, {}, 'rate-limited'],
  ['an error of the server', { faults: [refuse(500)] }, {}, 'unavailable'],
  ['a gateway’s page', { faults: [onList({ kind: 'text' })] }, {}, 'unavailable'],
  ['another server', { faults: [onList({ kind: 'text', status: 200 })] }, {}, 'malformed'],
  ['another path', { faults: [refuse(404)] }, {}, 'malformed'],
  [
    'JSON of another API',
    { faults: [onList({ kind: 'text', status: 200, body: '{"data":[]}' })] },
    {},
    'malformed',
  ],
  ['a server that never answers', { faults: [onList({ kind: 'hang' })] }, {}, 'timed-out'],
  [
    'an answer that never ends',
    { faults: [onList({ kind: 'hang', at: 'body' })] },
    {},
    'timed-out',
  ],
  ['an answer that is cut', { faults: [onList({ kind: 'cut' })] }, {}, 'unreachable'],
  ['a connection that was reset once', { faults: [onList({ kind: 'reset' }, 1)] }, {}, 'works'],
  ['a host that is not there', {}, { apiAddress: 'https://nowhere.example' }, 'unreachable'],
  [
    'a host that is not listed',
    {},
    { apiAddress: 'https://nowhere.example', network: { refusedByPolicy: async () => true } },
    'allow-list',
  ],
  [
    'no network',
    {},
    { apiAddress: 'https://nowhere.example', network: { online: () => false } },
    'offline',
  ],
  ['a server closed to pages', { faults: [preflight('all')] }, {}, 'cors'],
  [
    'a server closed to an idempotency key',
    { faults: [preflight('idempotency-key')] },
    {},
    'cors-create',
  ],
])('%s', async (_, options, around, expected) => {
  const { verdict, hiapi } = setUp(options, around)
  expect(await verdict()).toBe(expected)
  expect(hiapi.tasks.size).toBe(0)
  expect(hiapi.count('create')).toBe(0)
  // Free, and few: they count against the same minute as everything else.
  expect(hiapi.requests.filter(({ op }) => op !== 'preflight').length).toBeLessThanOrEqual(6)
})

test('the key goes to the list alone, as one small page', async () => {
  const { verdict, hiapi } = setUp({ faults: [preflight('idempotency-key')] })
  await verdict()
  for (const { op, query, headers } of hiapi.requests) {
    expect(headers['authorization']).toBe(op === 'list' ? `Bearer ${apiKey}` : undefined)
    if (op === 'list') expect(query).toBe('page=1&size=1')
  }
})

test('a test that nobody waits for ends with the signal’s own reason', async () => {
  const stop = new AbortController()
  const hanging = { faults: [onList({ kind: 'hang' })] }
  const { verdict, clock } = setUp(hanging, { signal: stop.signal })
  void clock.sleep(1_000).then(() => stop.abort(new Error('enough')))
  await expect(verdict()).rejects.toThrow('enough')
})

test.each(Object.entries(connectionTexts))('%s is said in one sentence', (_, sentence) => {
  expect(sentence).toMatch(/^[A-Z][^]+\.$/)
  // A status code says nothing to the designer.
  expect(sentence).not.toMatch(/\b[245]\d\d\b/)
})
