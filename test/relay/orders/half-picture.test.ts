import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sniff } from '../../../contract/images/image-type.ts'
import { useStage } from '../support/stage.ts'

const stage = useStage()

test('half a picture is not kept: it is fetched again', async () => {
  const { owner, hiapi } = stage()
  hiapi.hiapi.faults.add({ on: 'picture', times: 2, fault: { kind: 'picture-truncated' } })
  const id = await owner.orderUntilTaken({ key: 'job-1' })
  await expect.poll(async () => (await owner.get(id)).status, { timeout: 30_000 }).toBe('success')
  const { output } = await owner.get(id)
  const picture = await fetch(output?.[0]?.url ?? '')
  const bytes = new Uint8Array(await picture.arrayBuffer())
  expect(sniff(bytes)).toMatchObject({ type: 'image/png', end: bytes.length })
})

test('a picture that is listed a moment after its task has succeeded is fetched', async () => {
  const { owner, hiapi } = stage()
  const empty = hiapi.hiapi.faults.add({ on: 'task', fault: { kind: 'output', shape: 'empty' } })
  const id = await owner.orderUntilTaken({ key: 'job-4' })
  const looks = () => hiapi.hiapi.requests.filter(({ op }) => op === 'get').length
  const before = looks()
  await expect
    .poll(async () => looks() > before || (await owner.get(id)).status === 'fail')
    .toBe(true)
  empty()
  for (const task of hiapi.hiapi.tasks.values()) task.fate = undefined
  await expect
    .poll(async () => (await owner.get(id)).status, { timeout: 20_000 })
    .toMatch(/success|fail/)
  expect((await owner.get(id)).status).toBe('success')
})

test('a success that never lists a picture is told as such', async () => {
  const { owner, hiapi, database } = stage()
  const empty = hiapi.hiapi.faults.add({ on: 'task', fault: { kind: 'output', shape: 'empty' } })
  const id = await owner.orderUntilTaken({ key: 'job-5' })
  await expect
    .poll(
      async () => {
        await database.query(`UPDATE task SET wake = 0 WHERE state = 'running'`)
        return (await owner.get(id)).error?.code
      },
      { timeout: 20_000 },
    )
    .toBe('RELAY_NO_OUTPUT')
  empty()
})

test('a picture that is too large for the relay is fetched once, and the task fails', async () => {
  const { owner, hiapi } = stage()
  const over = hiapi.hiapi.faults.add({ on: 'picture', fault: { kind: 'picture-endless' } })
  const id = await owner.orderUntilTaken({ key: 'job-3' })
  await expect.poll(async () => (await owner.get(id)).status, { timeout: 20_000 }).toBe('fail')
  expect((await owner.get(id)).error?.code).toBe('RELAY_NO_OUTPUT')
  over()
})

test('a lost picture is not called gone while HiAPI fails for a moment to give it again', async () => {
  const { owner, hiapi, environment } = stage()
  const id = await owner.orderUntilTaken({ key: 'job-6' })
  await expect.poll(async () => (await owner.get(id)).status, { timeout: 20_000 }).toBe('success')
  const url = (await owner.get(id)).output?.[0]?.url ?? ''
  await rm(join(environment['RELAY_DATA'] ?? '', 'objects'), { recursive: true })
  const over = hiapi.hiapi.faults.add({ on: 'picture', fault: { kind: 'error', status: 503 } })
  expect((await fetch(url)).status).toBe(503)
  over()
  expect((await fetch(url)).status).toBe(200)
})

test('what never comes otherwise is kept in the end: the window has the last word', async () => {
  const { owner, hiapi, database } = stage()
  hiapi.hiapi.faults.add({ on: 'picture', fault: { kind: 'picture-truncated' } })
  const id = await owner.orderUntilTaken({ key: 'job-2' })
  await expect.poll(async () => (await owner.get(id)).status).toBe('archiving')
  // The waits between the tries are over.
  await expect
    .poll(
      async () => {
        await database.query(`UPDATE task SET wake = 0 WHERE state = 'archiving'`)
        return (await owner.get(id)).status
      },
      { timeout: 60_000 },
    )
    .toBe('success')
})
