import { expect, onTestFinished, test } from 'vitest'
import { memberOf } from '../support/member.ts'
import { startRelay } from '../support/relay-process.ts'
import { useStage } from '../support/stage.ts'

const stage = useStage({ environment: { RELAY_PUBLIC_URL: '' } })

test('a task whose id HiAPI refuses is asked for rarely, and ends after a day', async () => {
  const { hiapi, owner, database } = stage()
  const refusal = hiapi.hiapi.faults.add({
    on: 'get',
    fault: { kind: 'error', status: 400, code: 'INVALID_REQUEST', message: 'Invalid task id.' },
  })
  onTestFinished(refusal)
  const id = await owner.orderUntilTaken({ key: 'refused' })
  await expect.poll(async () => (await owner.get(id)).relay.state).toBe('running')
  const looks = () => hiapi.hiapi.requests.filter(({ op }) => op === 'get').length
  const wait = async () => {
    const [row] = await database.query('SELECT wake FROM task')
    return Number(row?.['wake']) - Date.now()
  }
  const before = looks()
  await database.query('UPDATE task SET first_sent = first_sent - 120000, wake = 0')
  await expect.poll(looks).toBeGreaterThan(before)
  await expect.poll(wait).toBeGreaterThan(30_000)
  await database.query('UPDATE task SET first_sent = first_sent - 86400000, wake = 0')
  await expect.poll(async () => (await owner.get(id)).error?.code).toBe('RELAY_LOST')
})

test('a task of which HiAPI tells nothing readable is asked for ever more rarely, and ends after a week', async () => {
  const { hiapi, owner, database } = stage()
  const page = hiapi.hiapi.faults.add({ on: 'get', fault: { kind: 'text', status: 200 } })
  onTestFinished(page)
  const id = await owner.orderUntilTaken({ key: 'unreadable' })
  await expect.poll(async () => (await owner.get(id)).relay.state).toBe('running')
  const rows = () => database.query('SELECT wake FROM task WHERE id = $1', [id])
  const wait = async () => Number((await rows())[0]?.['wake']) - Date.now()
  const older = (ms: number) =>
    database.query('UPDATE task SET first_sent = first_sent - $2, wake = 0 WHERE id = $1', [id, ms])
  await older(3_600_000)
  await expect.poll(wait).toBeGreaterThan(30_000)
  await older(7 * 86_400_000)
  await expect.poll(async () => (await owner.get(id)).error?.code).toBe('RELAY_UNSURE')
  expect((await owner.info())['money']).toMatchObject({ reserved: 0 })
})

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
