import { expect, onTestFinished, test } from 'vitest'
import { spawnHiapi } from '../../hiapi/spawn.ts'
import { memberOf } from '../support/member.ts'
import { ownerToken, relayAddress, startRelay, tempFolder } from '../support/relay-process.ts'

test('a picture is ordered, called about, stored and fetched, with its reference by address', async () => {
  const hiapi = await spawnHiapi({
    durations: { queued: 10, handling: 300, archiving: 10 },
    pictureScale: 0.02,
    webhook: { signingKey: 'a-signing-key-of-the-account' },
  })
  onTestFinished(() => hiapi.stop())
  const data = await tempFolder()
  const { listen, url } = await relayAddress()
  const environment = {
    HIAPI_KEY: 'sk-one',
    HIAPI_ADDRESS: hiapi.apiUrl,
    RELAY_OUTPUT_HOSTS: hiapi.picturesUrl,
    RELAY_WEBHOOK_KEY: 'a-signing-key-of-the-account',
    RELAY_PUBLIC_URL: url,
    RELAY_DATA: data,
    RELAY_LISTEN: listen,
  }
  const relay = await startRelay(environment)
  const member = memberOf(relay.address, await ownerToken(environment))
  const id = await member.orderUntilTaken({ key: 'job-1' })
  await expect.poll(async () => (await member.get(id)).status).toBe('success')
  const task = await member.get(id)
  const picture = await fetch(task.output?.[0]?.url ?? '')
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  const state = await hiapi.state()
  expect(state.requestsByOp).toEqual({ create: 1, picture: 1, pricing: 1 })
  expect(state.fetched).toHaveLength(1)
})
