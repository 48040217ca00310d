import { expect, test } from 'vitest'
import { memberOf } from '../support/member.ts'
import { startRelay } from '../support/relay-process.ts'
import { useStage } from '../support/stage.ts'

const stage = useStage({ environment: { RELAY_PUBLIC_URL: '' } })
const day = 24 * 3_600_000

test('an order whose answer was lost is not sent again once HiAPI may have forgotten its key', async () => {
  const { hiapi, owner, relays, environment, database } = stage()
  hiapi.hiapi.faults.add({ on: 'create', fault: { kind: 'lost' } })
  const id = await owner.orderUntilTaken({ key: 'job-1' })
  await expect.poll(() => hiapi.hiapi.tasks.size).toBe(1)
  // The computer sleeps for longer than a day.
  await relays[0]?.kill()
  await database.query('UPDATE task SET first_sent = first_sent - $1, lease_until = 0', [day])
  const creates = () => hiapi.hiapi.requests.filter(({ op }) => op === 'create').length
  const before = creates()
  const again = await startRelay(environment)
  const client = memberOf(again.address, owner.token)
  await expect.poll(async () => (await client.get(id)).status).toBe('fail')
  expect((await client.get(id)).error).toMatchObject({ code: 'RELAY_UNSURE' })
  expect([creates(), hiapi.hiapi.tasks.size]).toEqual([before, 1])
  // It may have been charged.
  expect(await database.query(`SELECT spent, reserved FROM spend WHERE member = 'owner'`)).toEqual([
    { spent: 30_000, reserved: 0 },
  ])
})
