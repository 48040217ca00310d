import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { bindLocal } from '../../hiapi/bind.ts'
import { signatureOf } from '../../hiapi/api/webhook.ts'
import { dataUri, smallPicture } from '../support/member.ts'
import { signingKey, useStage } from '../support/stage.ts'

const stage = useStage({
  hiapi: { durations: { queued: 5, handling: 600_000 } },
})

/** Counts who connects to it: nobody may. */
async function openTrap() {
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.destroy()
  })
  const port = await bindLocal(server, 0)
  onTestFinished(() => void server.close())
  return { port, connections: () => connections }
}

test('whatever address an answer or an order names, the relay calls its own few', async () => {
  const { hiapi, owner, relays } = stage()
  const trap = await openTrap()
  const port = new URL(hiapi.picturesUrl).port
  const outputs = [
    `http://127.0.0.1:${trap.port}/0.png`,
    `http://localhost:${trap.port}/0.png`,
    `http://[::1]:${trap.port}/0.png`,
    `https://127.0.0.1:${trap.port}/0.png`,
    `http://localhost:${port}@127.0.0.1:${trap.port}/0.png`,
    `http://127.0.0.1:${trap.port}#localhost:${port}`,
    'https://cdn.hiapi.ai.evil.example/0.png',
    'https://169.254.169.254/latest/meta-data',
    `http://localhost.evil.example:${port}/0.png`,
  ]
  for (const [n, url] of outputs.entries()) {
    const id = await owner.orderUntilTaken({
      key: `job-${n}`,
      references: [dataUri(smallPicture())],
    })
    await expect.poll(async () => (await owner.get(id)).relay.state).toBe('running')
    const upstream = (await owner.get(id)).relay.hiapiTaskId ?? ''
    const callback = hiapi.hiapi.tasks.get(upstream)?.recipe.callback ?? ''
    const body = JSON.stringify({ taskId: upstream, status: 'success', output: [{ url }] })
    const headers = signatureOf(signingKey, body, Math.floor(Date.now() / 1000))
    expect((await fetch(callback, { method: 'POST', headers, body })).status).toBe(200)
    await expect.poll(async () => (await owner.get(id)).status).toBe('success')
    // The plugin decides by its own list, and says which host it is.
    const shown = (await owner.get(id)).output?.[0]?.url ?? ''
    expect(new URL(shown).host).not.toBe(new URL(owner.address).host)
  }
  const log = relays[0]?.said() ?? ''
  expect(log.split('output host not listed')).toHaveLength(outputs.length + 1)
  expect(log).not.toContain('picture not fetched')
  expect(trap.connections()).toBe(0)

  // An address among the references is HiAPI's to fetch, and nobody else's.
  const reference = `https://127.0.0.1:${trap.port}/reference.png`
  const id = await owner.orderUntilTaken({ key: 'by address', references: [reference] })
  await expect.poll(async () => (await owner.get(id)).status).toBe('fail')
  const fetches = hiapi.fetched.filter(({ url }) => url === reference)
  expect(fetches.length).toBeGreaterThan(0)
  expect(trap.connections()).toBe(fetches.length)
})

test('a redirect leads nowhere, neither from a picture nor from HiAPI', async () => {
  const { hiapi, owner, relays } = stage()
  const trap = await openTrap()
  const headers = { location: `http://127.0.0.1:${trap.port}/` }
  const away = { kind: 'text', status: 302, body: '', headers } as const
  hiapi.hiapi.faults.add({ on: 'picture', fault: away })
  hiapi.hiapi.faults.add({ on: 'create', fault: { ...away, status: 307 }, times: 1 })
  const id = await owner.orderUntilTaken({ key: 'away', references: [dataUri(smallPicture())] })
  await expect.poll(async () => (await owner.get(id)).relay.state).toBe('running')
  const upstream = (await owner.get(id)).relay.hiapiTaskId ?? ''
  const callback = hiapi.hiapi.tasks.get(upstream)?.recipe.callback ?? ''
  const url = `${hiapi.picturesUrl}/tasks/${upstream}/0.png`
  const body = JSON.stringify({ taskId: upstream, status: 'success', output: [{ url }] })
  const signed = signatureOf(signingKey, body, Math.floor(Date.now() / 1000))
  await fetch(callback, { method: 'POST', headers: signed, body })
  await expect.poll(() => relays[0]?.said()).toContain('"event":"picture not fetched"')
  expect((await owner.get(id)).relay.state).toBe('archiving')
  expect(trap.connections()).toBe(0)
})
