import { expect, test } from 'vitest'
import { dataUri, memberOf, smallPicture } from '../support/member.ts'
import { readEvents } from '../support/read-events.ts'
import { runCommand } from '../support/relay-process.ts'
import { useStage } from '../support/stage.ts'

const stage = useStage()
const codeOf = async (response: Response) =>
  ((await response.json()) as { error_code: string }).error_code

test('what is another member’s does not exist', async () => {
  const ann = await stage().member('ann')
  const bob = await stage().member('bob')
  const id = await ann.orderUntilTaken({ key: 'job' })
  await expect.poll(async () => (await ann.get(id)).status).toBe('success')
  const uploaded = await ann.upload(smallPicture(7))
  const { reference } = ((await uploaded.json()) as { data: { reference: string } }).data
  const name = reference.replace('relay:', '')

  expect((await ann.send(`/v1/tasks/${id}`)).status).toBe(200)
  expect((await bob.send(`/v1/tasks/${id}`)).status).toBe(404)
  expect((await bob.send(`/v1/tasks/${id}`, { method: 'DELETE' })).status).toBe(404)
  expect(await bob.all()).toEqual([])
  const page = await bob.send('/v1/events?after=0')
  expect(await page.json()).toMatchObject({ data: { tasks: [] } })
  expect((await ann.send(`/v1/references/${name}`, { method: 'HEAD' })).status).toBe(200)
  expect((await bob.send(`/v1/references/${name}`, { method: 'HEAD' })).status).toBe(404)
  const stolen = await bob.order({ references: [reference] })
  expect([stolen.status, await codeOf(stolen)]).toEqual([400, 'RELAY_REFERENCE_UNKNOWN'])
  expect((await ann.order({ references: [reference] })).status).toBe(200)
  // The same key is another order for another member.
  expect(await bob.orderUntilTaken({ key: 'job' })).not.toBe(id)

  const output = new URL((await ann.get(id)).output?.[0]?.url ?? '')
  expect((await fetch(output)).status).toBe(200)
  const bobs = (await bob.all())[0]?.taskId ?? ''
  const [, , task = '', , until = '', file = ''] = output.pathname.split('/')
  const tried = [
    output.pathname.replace(task, bobs),
    output.pathname.replace(until, String(Number(until) + 3_600)),
    output.pathname.replace('/0/', '/1/'),
    output.pathname.replace(file, `${'A'.repeat(43)}.png`),
    `/r/${task}/0/${file}`,
  ]
  for (const path of tried) {
    expect([path, (await fetch(output.origin + path)).status]).toEqual([path, 404])
  }
})

test('a reference is open while its task is under way, an output until its time', async () => {
  const { hiapi, owner, database } = stage()
  const removed = hiapi.hiapi.faults.add({ on: 'task', fault: { kind: 'stuck' } })
  const id = await owner.orderUntilTaken({ key: 'stuck' })
  await expect.poll(() => hiapi.fetched.some(({ url }) => url.includes(id))).toBe(true)
  removed()
  const address = hiapi.fetched.find(({ url }) => url.includes(id))?.url ?? ''
  const first = await fetch(address)
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect((await fetch(address, { method: 'HEAD' })).status).toBe(200)
  await database.query(`UPDATE task SET first_sent = first_sent - 97200000 WHERE id = $1`, [id])
  expect((await fetch(address)).status).toBe(410)
  // However often it is fetched, it is written down once.
  const written = await database.query(
    `SELECT task FROM audit WHERE action = 'reference fetched' AND task = $1`,
    [id],
  )
  expect(written).toHaveLength(1)
})

test('a rotated token works for a day beside the new one', async () => {
  const eve = await stage().member('eve')
  const said = await runCommand(stage().environment, 'members', 'rotate', 'eve')
  const renewed = memberOf(eve.address, said.split(' ').at(-1) ?? '')
  expect((await eve.send('/v1/relay')).status).toBe(200)
  expect((await renewed.send('/v1/relay')).status).toBe(200)
  const [row] = await stage().database.query(`SELECT old_until FROM member WHERE id = 'eve'`)
  expect(Math.round((Number(row?.['old_until']) - Date.now()) / 3_600_000)).toBe(24)
  await stage().database.query(`UPDATE member SET old_until = $1 WHERE id = 'eve'`, [Date.now()])
  expect((await eve.send('/v1/relay')).status).toBe(401)
  expect((await renewed.send('/v1/relay')).status).toBe(200)
})

test('a stream ends with its token, though its member has another one', async () => {
  const zoe = await stage().member('zoe')
  const names: string[] = []
  const reading = readEvents(zoe, null, ({ name }) => void names.push(name))
  await expect.poll(() => names[0]).toBe('hello')
  await runCommand(stage().environment, 'members', 'rotate', 'zoe')
  // A day later.
  await stage().database.query(`UPDATE member SET old_until = $1 WHERE id = 'zoe'`, [Date.now()])
  const late = new Promise((resolve) => setTimeout(resolve, 3_000)).then(() => 'open')
  expect(await Promise.race([reading, late])).toBe(undefined)
})

test('what a revoked member ordered is not sent any more, and not paid', async () => {
  const { hiapi, environment, database } = stage()
  const mia = await stage().member('mia')
  // HiAPI takes nothing for a while.
  await database.query('UPDATE pace SET paused_until = $1', [Date.now() + 60_000])
  const before = hiapi.hiapi.tasks.size
  for (const n of [1, 2, 3]) {
    await mia.orderUntilTaken({ key: `job-${n}`, references: [dataUri(smallPicture())] })
  }
  const said = await runCommand(environment, 'members', 'revoke', 'mia')
  expect(said).toBe('mia has no access from now on. Orders that were not sent and cost nothing: 3.')
  expect((await mia.order()).status).toBe(401)
  await database.query('UPDATE pace SET paused_until = 0')
  const rows = await database.query(`SELECT state, error FROM task WHERE member = 'mia'`)
  expect(rows.every(({ state }) => state === 'fail')).toBe(true)
  expect(await runCommand(environment, 'spend')).toContain('mia\t$0.00 spent\t$0.00 ')
  await stage().owner.orderUntilTaken({ key: 'after' })
  await expect.poll(() => hiapi.hiapi.tasks.size).toBe(before + 1)
})

test('many wrong tokens are held up, and a right one from the same address is not', async () => {
  const { owner } = stage()
  const wrong = memberOf(owner.address, `rst_owner_${'A'.repeat(43)}`)
  const statuses = await Promise.all(
    Array.from({ length: 80 }, async () => (await wrong.send('/v1/relay')).status),
  )
  expect([...new Set(statuses)].sort()).toEqual([401, 429])
  expect((await owner.send('/v1/relay')).status).toBe(200)
})
