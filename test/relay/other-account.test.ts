import { expect, test } from 'vitest'
import { memberOf } from './member.ts'
import { startRelay } from './relay-process.ts'
import { useStage } from './stage.ts'

const stage = useStage({ environment: { RELAY_PUBLIC_URL: '' } })

test('a key of another account, put in by mistake, loses no picture that is under way', async () => {
  const { hiapi, owner, relays, environment, database } = stage()
  const gets = hiapi.hiapi.faults.add({ on: 'get', fault: { kind: 'error', status: 503 } })
  const id = await owner.orderUntilTaken({ key: 'job-1' })
  await expect.poll(async () => (await owner.get(id)).relay.state).toBe('running')
  await relays[0]?.kill()
  gets()
  await database.query('UPDATE task SET first_sent = first_sent - 120000, lease_until = 0')
  const unknown = () =>
    hiapi.hiapi.requests.filter(({ op, status }) => op === 'get' && status === 404).length
  const other = await startRelay({ ...environment, HIAPI_KEY: 'sk-two' })
  await expect.poll(unknown).toBeGreaterThan(0)
  await expect.poll(() => other.said()).toContain('"event":"task not known to HiAPI"')
  expect(await other.stop()).toBe(0)
  await database.query('UPDATE task SET wake = 0')
  const right = memberOf((await startRelay(environment)).address, owner.token)
  await expect.poll(async () => (await right.get(id)).status).toMatch(/success|fail/)
  expect((await right.get(id)).status).toBe('success')
})
