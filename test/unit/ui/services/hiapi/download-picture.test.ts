import { expect, test } from 'vitest'
import type { Network } from '../../../../../ui/services/hiapi/connectivity.ts'
import { downloadPicture } from '../../../../../ui/services/hiapi/download-picture.ts'
import { createVirtualClock } from '../../../../hiapi/virtual-clock.ts'

const cdn = 'https://cdn.hiapi.ai/tasks/1/0.png'
const network: Network = { online: () => true, refusedByPolicy: () => Promise.resolve(false) }
const picture = new Uint8Array([1, 2, 3])

type Answer = (init: RequestInit, url: string) => Response | Promise<Response>

/** Downloads from a server that gives these answers, the last one again and again. */
function download(answers: readonly Answer[], address = cdn) {
  const clock = createVirtualClock()
  const asked: { url: string; init: RequestInit }[] = []
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]
    if (answer === undefined || typeof url !== 'string') throw new TypeError('Failed to fetch')
    asked.push({ url, init })
    return answer(init, url)
  }
  const started = clock.now()
  const parts = { fetch: fetch, clock, network }
  const result = clock.run(downloadPicture(address, parts, new AbortController().signal))
  return { asked, clock, result, lasted: () => clock.now() - started }
}

/** A body that gives one byte at a time, with pauses of so many milliseconds before each. */
function slowly(clock: ReturnType<typeof createVirtualClock>, pauses: readonly number[]) {
  const left = [...pauses]
  return new Response(
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        const pause = left.shift()
        if (pause === undefined) {
          controller.close()
          return
        }
        await clock.sleep(pause)
        controller.enqueue(new Uint8Array([7]))
      },
    }),
  )
}

/** What a browser makes of a redirect that it was asked not to follow. */
function opaqueRedirect(): Response {
  const response = new Response(null)
  Object.defineProperties(response, {
    type: { value: 'opaqueredirect' },
    status: { value: 0 },
    ok: { value: false },
  })
  return response
}

const redirect = (location: string) => new Response(null, { status: 302, headers: { location } })
const refused: Answer = () => Promise.reject(new TypeError('Failed to fetch'))

test('a picture that flows for 150 s is taken at the first try', async () => {
  const pauses = Array.from({ length: 5 }, () => 30_000)
  const run = download([() => slowly(run.clock, pauses)])
  expect(await run.result).toEqual(new Uint8Array(5).fill(7))
  expect(run.lasted()).toBe(150_000)
  expect(run.asked).toHaveLength(1)
})

test('after 60 s without a byte a download is begun again', async () => {
  const run = download([() => slowly(run.clock, [10, 90_000]), () => new Response(picture)])
  expect(await run.result).toEqual(picture)
  expect(run.asked).toHaveLength(2)
  expect(run.lasted()).toBe(60_010 + 2_000)
})

test('an answer that never comes is given up as well', async () => {
  const never: Answer = ({ signal }) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
    })
  const run = download([never, () => new Response(picture)])
  expect(await run.result).toEqual(picture)
  expect(run.lasted()).toBe(60_000 + 2_000)
})

test.each([
  ['says so', { 'content-length': '600000000' }],
  ['never ends', undefined],
] as const)(
  'a body of 600 MB that %s is cut, told, and not asked for again',
  async (_, headers) => {
    let given = 0
    const endless: Answer = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            given += 1_000_000
            controller.enqueue(new Uint8Array(1_000_000))
          },
        }),
        headers === undefined ? {} : { headers },
      )
    const run = download([endless])
    await expect(run.result).rejects.toMatchObject({
      kind: 'picture-too-large',
      bytes: 34_000_000,
    })
    expect(run.asked).toHaveLength(1)
    expect(given).toBeLessThan(60_000_000)
  },
)

test('a redirect to another host is not followed, and the host is told', async () => {
  const run = download([() => redirect('https://storage.example.com/x.png?sig=1')])
  await expect(run.result).rejects.toMatchObject({
    kind: 'picture-redirected',
    host: 'storage.example.com',
  })
  expect(run.asked.map(({ url }) => url)).toEqual([cdn])
})

test('a redirect within the host is followed', async () => {
  const run = download([() => redirect('/moved.png'), () => new Response(picture)])
  expect(await run.result).toEqual(picture)
  expect(run.asked.map(({ init }) => init.redirect)).toEqual(['manual', 'follow'])
})

test('a redirect of which the browser tells nothing is left to its allow-list', async () => {
  const allowed = download([opaqueRedirect, () => new Response(picture)])
  expect(await allowed.result).toEqual(picture)
  const stopped = download([opaqueRedirect, refused])
  await expect(stopped.result).rejects.toMatchObject({
    kind: 'picture-redirected',
    host: null,
  })
  for (const { init } of [...allowed.asked, ...stopped.asked]) {
    expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' })
    expect(init.headers).toBeUndefined()
  }
})

test.each([
  ['data:image/png;base64,AQID', [1, 2, 3]],
  ['DATA:image/png;charset=x; BASE64,AQI%3D', [1, 2]],
])('the picture in %s is read without a request', async (address, bytes) => {
  const run = download([refused], address)
  expect([...(await run.result)]).toEqual(bytes)
  expect(run.asked).toEqual([])
})

test.each(['data:image/png;base64,%%%', 'data:image/png;base64,=', 'data:,x'])(
  'where %s cannot be read, that is told as no picture',
  async (address) => {
    await expect(download([refused], address).result).rejects.toMatchObject({
      kind: 'picture-broken',
    })
  },
)
