import { expect, test } from 'vitest'
import { dataUri, smallPicture } from '../support/member.ts'
import { useStage } from '../support/stage.ts'

const stage = useStage({
  hiapi: { durations: { queued: 5, handling: 600_000 } },
  environment: { RELAY_REFERENCE_MAX: '1000000' },
})

type Case = readonly [
  name: string,
  method: string,
  path: string,
  request: {
    token?: string | null
    headers?: Readonly<Record<string, string>>
    body?: string | Uint8Array<ArrayBuffer>
  },
  status: number,
  code: string,
]

const png = new Uint8Array(smallPicture())
const input = (more: Readonly<Record<string, unknown>> = {}) => ({
  prompt: 'A poster',
  input_urls: [dataUri(smallPicture())],
  aspect_ratio: '4:5',
  resolution: '1K',
  ...more,
})
const order = (more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ model: 'gpt-image-2-image-to-image', input: input(), ...more })
const json = { 'content-type': 'application/json' }
const picture = { 'content-type': 'image/png' }
const posted = (body: string): Case[3] => ({ headers: json, body })
const nobody = { token: null }
const wrong = { token: `rst_owner_${'A'.repeat(43)}` }
const unknown = 'tk-relay-00000000000000000000000000'

const cases: readonly Case[] = [
  // Who calls.
  ...[
    ['GET', '/v1/relay'],
    ['GET', '/v1/tasks'],
    ['POST', '/v1/tasks'],
    ['GET', `/v1/tasks/${unknown}`],
    ['DELETE', `/v1/tasks/${unknown}`],
    ['POST', '/v1/references'],
    ['GET', `/v1/references/sha256-${'0'.repeat(64)}`],
    ['GET', '/v1/events'],
    ['POST', '/v1/events'],
    ['GET', '/v1/anything'],
  ].flatMap(([method = '', path = '']): Case[] => [
    ['no token', method, path, nobody, 401, 'RELAY_TOKEN'],
    ['wrong token', method, path, wrong, 401, 'RELAY_TOKEN'],
    ['HiAPI’s key', method, path, { token: 'sk-one' }, 401, 'RELAY_TOKEN'],
  ]),
  [
    'a name of others',
    'GET',
    '/v1/relay',
    { headers: { host: 'evil.example' } },
    421,
    'RELAY_HOST',
  ],
  // Addresses.
  ['unknown path', 'GET', '/v1/anything', {}, 404, 'NOT_FOUND'],
  ['unknown path', 'GET', '/admin', nobody, 404, 'NOT_FOUND'],
  ['other method', 'PUT', '/v1/tasks', {}, 404, 'NOT_FOUND'],
  ['unknown task', 'GET', `/v1/tasks/${unknown}`, {}, 404, 'NOT_FOUND'],
  ['odd id', 'GET', `/v1/tasks/${encodeURIComponent("' OR 1=1 --")}`, {}, 404, 'NOT_FOUND'],
  ['odd encoding', 'GET', '/v1/tasks/%ff%00', {}, 404, 'NOT_FOUND'],
  ['unknown task', 'DELETE', `/v1/tasks/${unknown}`, {}, 404, 'NOT_FOUND'],
  ['wrong mac', 'GET', `/r/${unknown}/0/${'A'.repeat(43)}.png`, nobody, 404, 'NOT_FOUND'],
  [
    'wrong mac',
    'GET',
    `/o/${unknown}/0/9999999999/${'A'.repeat(43)}.png`,
    nobody,
    404,
    'NOT_FOUND',
  ],
  ['no mac', 'GET', `/o/${unknown}/0/9999999999/.png`, nobody, 404, 'NOT_FOUND'],
  ['wrong mac', 'POST', `/v1/hooks/${unknown}/${'A'.repeat(43)}`, nobody, 404, 'NOT_FOUND'],
  ['hook by GET', 'GET', `/v1/hooks/${unknown}/${'A'.repeat(43)}`, nobody, 401, 'RELAY_TOKEN'],
  // Orders.
  ['no type', 'POST', '/v1/tasks', { body: order() }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'a form',
    'POST',
    '/v1/tasks',
    { headers: { 'content-type': 'text/plain' }, body: order() },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['nothing', 'POST', '/v1/tasks', posted(''), 400, 'INVALID_REQUEST'],
  ['not JSON', 'POST', '/v1/tasks', posted('{"model":'), 400, 'INVALID_REQUEST'],
  ['null', 'POST', '/v1/tasks', posted('null'), 400, 'INVALID_REQUEST'],
  ['a list', 'POST', '/v1/tasks', posted('[]'), 400, 'INVALID_REQUEST'],
  ['deep JSON', 'POST', '/v1/tasks', posted('['.repeat(100_000)), 400, 'INVALID_REQUEST'],
  ['no input', 'POST', '/v1/tasks', posted(order({ input: null })), 400, 'INVALID_REQUEST'],
  ['unknown field', 'POST', '/v1/tasks', posted(order({ n: 4 })), 400, 'INVALID_REQUEST'],
  [
    'a long unknown field',
    'POST',
    '/v1/tasks',
    posted(order({ ['n'.repeat(100_000)]: 4 })),
    400,
    'INVALID_REQUEST',
  ],
  [
    'unknown input',
    'POST',
    '/v1/tasks',
    posted(order({ input: input({ seed: 1 }) })),
    400,
    'INVALID_REQUEST',
  ],
  [
    'prototype',
    'POST',
    '/v1/tasks',
    posted(order().replace('{', '{"__proto__":{},')),
    400,
    'INVALID_REQUEST',
  ],
  [
    'callback',
    'POST',
    '/v1/tasks',
    posted(order({ callback: { url: 'https://a.example' } })),
    400,
    'RELAY_CALLBACK',
  ],
  [
    'storage',
    'POST',
    '/v1/tasks',
    posted(order({ storage: 'persistent' })),
    400,
    'INVALID_REQUEST',
  ],
  ['route', 'POST', '/v1/tasks', posted(order({ route: 'fast' })), 400, 'INVALID_REQUEST'],
  ['model', 'POST', '/v1/tasks', posted(order({ model: 'gpt-image-9' })), 400, 'INVALID_REQUEST'],
  [
    'no prompt',
    'POST',
    '/v1/tasks',
    posted(order({ input: input({ prompt: '' }) })),
    400,
    'INVALID_REQUEST',
  ],
  [
    'long prompt',
    'POST',
    '/v1/tasks',
    posted(order({ input: input({ prompt: 'x'.repeat(20_001) }) })),
    400,
    'INVALID_REQUEST',
  ],
  [
    'cell',
    'POST',
    '/v1/tasks',
    posted(order({ input: input({ aspect_ratio: '3:1', resolution: '4K' }) })),
    400,
    'INVALID_REQUEST',
  ],
  [
    'long ratio',
    'POST',
    '/v1/tasks',
    posted(order({ input: input({ aspect_ratio: '3'.repeat(100_000) }) })),
    400,
    'INVALID_REQUEST',
  ],
  [
    'background',
    'POST',
    '/v1/tasks',
    posted(order({ input: input({ background: 'opaque', resolution: '4K' }) })),
    400,
    'INVALID_REQUEST',
  ],
  [
    'long key',
    'POST',
    '/v1/tasks',
    { headers: { ...json, 'idempotency-key': 'k'.repeat(256) }, body: order() },
    400,
    'INVALID_REQUEST',
  ],
  [
    'used key',
    'POST',
    '/v1/tasks',
    {
      headers: { ...json, 'idempotency-key': 'taken' },
      body: order({ input: input({ prompt: 'Another' }) }),
    },
    422,
    'IDEMPOTENCY_KEY_MISMATCH',
  ],
  ['13 MB', 'POST', '/v1/tasks', posted('x'.repeat(13_000_000)), 413, 'RELAY_TOO_LARGE'],
  ...[
    [],
    Array.from({ length: 17 }, () => dataUri(smallPicture())),
    ['http://a.example/1.png'],
    ['https://user:secret@a.example/1.png'],
    ['file:///etc/passwd'],
    ['nothing'],
    ['relay:sha256-short'],
    ['data:image/png;base64,AAAA'],
    [dataUri(smallPicture()).replace('png', 'jpeg')],
    [`${dataUri(smallPicture())}!`],
    [dataUri(smallPicture()).replace(';base64', '')],
    ['data:image/svg+xml;base64,PHN2Zy8+'],
    [7],
  ].map((addresses): Case => [
    `references ${JSON.stringify(addresses).slice(0, 40)}`,
    'POST',
    '/v1/tasks',
    posted(order({ input: input({ input_urls: addresses }) })),
    400,
    'INVALID_REQUEST',
  ]),
  [
    'a reference that is not here',
    'POST',
    '/v1/tasks',
    posted(order({ input: input({ input_urls: [`relay:sha256-${'0'.repeat(64)}`] }) })),
    400,
    'RELAY_REFERENCE_UNKNOWN',
  ],
  // References.
  [
    'no picture',
    'POST',
    '/v1/references',
    { headers: picture, body: 'A poster' },
    415,
    'RELAY_NO_PICTURE',
  ],
  ['nothing', 'POST', '/v1/references', { headers: picture, body: '' }, 415, 'RELAY_NO_PICTURE'],
  [
    'another type',
    'POST',
    '/v1/references',
    { headers: { 'content-type': 'image/webp' }, body: png },
    415,
    'RELAY_NO_PICTURE',
  ],
  ['no type', 'POST', '/v1/references', { body: png }, 415, 'RELAY_NO_PICTURE'],
  [
    'too large',
    'POST',
    '/v1/references',
    { headers: picture, body: new Uint8Array(1_000_001) },
    413,
    'RELAY_TOO_LARGE',
  ],
]

test('whatever comes in is refused in one sentence, and changes nothing', async () => {
  const { owner } = stage()
  const first = await owner.order({ key: 'taken' })
  expect(first.status).toBe(200)
  await expect.poll(async () => (await owner.all())[0]?.relay.state).toBe('running')
  const before = await stage().everything()
  for (const [name, method, path, { token = owner.token, headers, body }, status, code] of cases) {
    const response = await sent(owner.address + path, method, token, headers ?? {}, body)
    const text = await response.text()
    const what = `${method} ${path}: ${name}`
    expect([what, response.status, text.length < 500]).toEqual([what, status, true])
    const reply = JSON.parse(text) as Record<string, unknown>
    expect({ what, ...reply, message: '' }).toEqual({
      what,
      code: status,
      message: '',
      data: null,
      error_code: code,
    })
    const message = String(reply['message'])
    expect([what, message]).toEqual([what, expect.stringMatching(/^\P{Ll}.{4,198}\.$/u)])
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect(await stage().everything()).toEqual(before)
})

/** `fetch` sets the name of the host itself. */
async function sent(
  url: string,
  method: string,
  token: string | null,
  headers: Readonly<Record<string, string>>,
  body: Case[3]['body'],
): Promise<Response> {
  const all = { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) }
  if (headers['host'] !== undefined) return viaSocket(url, all)
  return fetch(url, { method, headers: all, ...(body !== undefined && { body }) })
}

async function viaSocket(url: string, headers: Readonly<Record<string, string>>) {
  const { get } = await import('node:http')
  return new Promise<Response>((resolve, reject) => {
    get(url, { headers }, (incoming) => {
      void incoming.toArray().then((chunks) => {
        const init = { status: incoming.statusCode ?? 0, headers: {} as Record<string, string> }
        for (const [name, value] of Object.entries(incoming.headers)) {
          init.headers[name] = String(value)
        }
        resolve(new Response(Buffer.concat(chunks as Buffer[]), init))
      })
    }).on('error', reject)
  })
}

test('what is told of a body that breaks off is nothing, and the next request is answered', async () => {
  const { owner } = stage()
  const before = await stage().everything()
  const broken = new AbortController()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(order().slice(0, 100)))
      setTimeout(() => broken.abort(), 100)
    },
  })
  const init = { method: 'POST', headers: json, body, duplex: 'half', signal: broken.signal }
  await expect(owner.send('/v1/tasks', init as never)).rejects.toThrow()
  expect((await owner.send('/v1/relay')).status).toBe(200)
  expect(await stage().everything()).toEqual(before)
})
