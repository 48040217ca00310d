import { expect, test } from 'vitest'
import type { ReferenceFault } from '../../hiapi/faults/faults.ts'
import { openSite } from './site.ts'
import { startServer } from './start.ts'
import { dataUri, order, referencePng } from './support.ts'

const png = { type: 'image/png', body: referencePng() }
const hosted = (...input_urls: string[]) => order({ input_urls })

test('a hosted reference is fetched once, when its task leaves the queue', async () => {
  const site = await openSite(() => png)
  const server = await startServer({ durations: { queued: 80, handling: 0, archiving: 0 } })
  const id = await server.order(hosted(`${site.url}/a.png`))
  await expect.poll(async () => (await server.look(id)).status).toBe('success')
  expect(site.visits.map(({ method, path }) => [method, path])).toEqual([['GET', '/a.png']])
  const { handlingAt = 0, endsAt } = server.hiapi.tasks.get(id) ?? {}
  expect(server.fetched).toMatchObject([{ task: id, method: 'GET', status: 200 }])
  expect(server.fetched[0]?.at).toBeGreaterThanOrEqual(handlingAt)
  expect(endsAt).toBeGreaterThanOrEqual(server.fetched[0]?.at ?? Infinity)
})

test('its picture is made of it, and the next one is another, as of the same bytes in a data URI', async () => {
  const site = await openSite(() => png)
  const picturesOf = async (...references: readonly string[]) => {
    const server = await startServer()
    const pictures: Buffer[] = []
    for (const reference of references) {
      const id = await server.order(hosted(reference))
      await expect.poll(async () => (await server.look(id)).status).toBe('success')
      pictures.push(Buffer.from(await server.hiapi.pictureOf(id)))
    }
    return pictures
  }
  const [first, second] = await picturesOf(`${site.url}/a.png`, `${site.url}/b.png`)
  expect(first).not.toEqual(second)
  expect(await picturesOf(dataUri, dataUri)).toEqual([first, second])
})

test.each([
  [{ kind: 'reference-fetched', headFirst: true }, ['HEAD', 'GET']],
  [{ kind: 'reference-fetched', times: 2 }, ['GET', 'GET']],
  [{ kind: 'reference-fetched', lateMs: 60, headFirst: true, times: 2 }, ['HEAD', 'GET', 'GET']],
] satisfies [ReferenceFault, string[]][])('%j: it is fetched like that', async (fault, methods) => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const site = await openSite(async () => {
    await held
    return png
  })
  const server = await startServer({ faults: [{ on: 'reference', fault }] })
  const id = await server.order(hosted(`${site.url}/a.png`))
  expect((await server.look(id)).status).toBe('handling')
  letGo()
  await expect.poll(async () => (await server.look(id)).status).toBe('success')
  expect(site.visits.map(({ method }) => method)).toEqual(methods)
  expect(server.fetched.map(({ method }) => method)).toEqual(methods)
  const { handlingAt = 0, endsAt = 0 } = server.hiapi.tasks.get(id) ?? {}
  expect(endsAt - handlingAt).toBeGreaterThanOrEqual('lateMs' in fault ? fault.lateMs : 0)
})

test.each([
  ['that is gone', { status: 410 }, /HTTP 410/],
  ['that is elsewhere', { status: 302, location: 'http://localhost:9/' }, /HTTP 302/],
  ['that is a page', { type: 'text/html', body: '<h1>Sign in</h1>' }, /type is "text\/html"/],
  ['without a type', { body: png.body }, /type is ""/],
  ['that is not what it says', { ...png, type: 'image/webp' }, /something else/],
  ['that is too large', { ...png, body: new Uint8Array(3_000) }, /more than 2000 bytes/],
])('a reference %s fails its task, and is named', async (_, reply, why) => {
  const site = await openSite(({ path }) => (path === '/good.png' ? png : reply))
  const server = await startServer({ references: { maxBytes: 2_000 } })
  const bad = `${site.url}/bad.png`
  const id = await server.order(hosted(`${site.url}/good.png`, bad))
  await expect.poll(async () => (await server.look(id)).status).toBe('fail')
  const { completed, error, output } = await server.look(id)
  expect([completed > 0, output]).toEqual([true, undefined])
  expect(error).toMatchObject({
    code: 'TASK_FAILED',
    message: expect.stringMatching(why) as string,
  })
  expect((error as { message: string }).message).toContain(
    `image at ${bad} could not be downloaded`,
  )
})

test('no other machine is asked, and one that is out of reach is not', async () => {
  const site = await openSite(() => png)
  const server = await startServer({
    faults: [{ on: 'reference', times: 1, fault: { kind: 'reference-unreachable' } }],
  })
  for (const address of [`${site.url}/a.png`, 'https://pictures.example/a.png']) {
    const id = await server.order(hosted(address))
    await expect.poll(async () => (await server.look(id)).status).toBe('fail')
    expect((await server.look(id)).error).toMatchObject({
      message: expect.stringContaining(address) as string,
    })
  }
  expect([site.visits, server.fetched]).toEqual([[], []])
})

test('a task that fails for want of a reference tells its callback so', async () => {
  const site = await openSite(({ path }) => (path === '/done' ? { status: 204 } : { status: 404 }))
  const server = await startServer()
  const callback = { url: `${site.url}/done` }
  await server.order({ ...hosted(`${site.url}/a.png`), callback })
  await expect.poll(() => server.told.map(({ status }) => status)).toEqual([204])
  expect(JSON.parse(server.told[0]?.text ?? '')).toMatchObject({ status: 'fail' })
})
