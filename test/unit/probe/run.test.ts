import { spawn } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { type HiapiServer, startHiapi } from '../../hiapi/server.ts'
import { probe } from '../../probe/probe.ts'
import { createFastClock } from '../../sandbox/support/fast-clock.ts'

const apiKey = 'sk-very-secret-key'
let server: HiapiServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** Runs the command, with nothing on its standard input. */
async function command(
  { HIAPI_KEY = '', HIAPI_ADDRESS = '' }: { HIAPI_KEY?: string; HIAPI_ADDRESS?: string },
  args: readonly string[] = [],
): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/probe/run.ts', ...args], {
    env: { ...process.env, HIAPI_KEY, HIAPI_ADDRESS },
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (out += chunk.toString()))
  }
  child.stdin.end()
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  expect(out).not.toContain(apiKey)
  return { code, out }
}

test('without a key it says what to set', async () => {
  const { code, out } = await command({})
  expect([code, out]).toEqual([1, 'Set HIAPI_KEY to a key of HiAPI, and run it again.\n'])
}, 20_000)

test('a key as an argument is refused, and not repeated', async () => {
  const { code, out } = await command({ HIAPI_KEY: apiKey }, [apiKey])
  expect([code, out]).toEqual([1, expect.stringContaining('The probe takes no arguments')])
}, 20_000)

test('on silence it pays for nothing and reports what was free', async () => {
  server = await startHiapi()
  const { code, out } = await command({ HIAPI_KEY: apiKey, HIAPI_ADDRESS: server.apiUrl })
  expect(server.hiapi.count('create')).toBe(0)
  expect(out).toContain('Go on? [y/N]')
  expect(out).toContain('| Does the API accept the key? | yes |')
  expect(code).toBe(0)
}, 20_000)

test('over real sockets every request has a page’s origin, and CORS headers are read', async () => {
  server = await startHiapi({
    durations: { queued: 10, handling: 20, archiving: 10 },
    pictureScale: 0.1,
  })
  const { findings } = await probe({
    fetch,
    clock: createFastClock(40),
    print: () => {},
    ask: async () => true,
    newId: () => String(Math.random()),
    apiKey,
    apiAddress: server.apiUrl,
  })
  const { hiapi } = server
  expect(hiapi.tasks.size).toBe(2)
  expect([...new Set(hiapi.requests.map(({ origin }) => origin))]).toEqual(['null'])
  expect(findings['preflight-create']).toMatchObject({
    answer: expect.stringMatching(/^yes; status 204.*idempotency-key/) as string,
  })
  expect(findings['output-readable']).toMatchObject({
    answer: expect.stringMatching(/^yes \(Access-Control-Allow-Origin: \*/) as string,
  })
})
