import { describe, expect, onTestFinished, test } from 'vitest'
import { findPostgres } from '../support/postgres-binaries.ts'
import { memberOf } from '../support/member.ts'
import { runCommand, startRelay, tempFolder } from '../support/relay-process.ts'
import { startS3 } from '../support/s3.ts'
import { newPostgresDatabase } from '../support/shared-postgres.ts'
import { environmentFor, hiapiFor, orderMany, startFirst, untilDone } from '../support/team.ts'

test('a move that is repeated by a slip changes nothing at a relay that has gone on since', async () => {
  const hiapi = await hiapiFor()
  const old = await environmentFor(hiapi)
  const first = await startFirst(old)
  await orderMany(first.owner, 1)
  await untilDone(first.owner, 1)
  await first.relay.stop()
  const present = { ...old, RELAY_DATABASE: `file:${await tempFolder()}/relay.db` }
  const move = () => runCommand(old, 'move', '--database', present.RELAY_DATABASE)
  expect(await move()).toContain('tasks 1,')
  const { address } = await startRelay(present)
  const owner = memberOf(address, first.token)
  await orderMany(owner, 2, { from: 10 })
  await untilDone(owner, 3)
  const spent = await runCommand(present, 'spend')
  expect(await move()).toMatch(/rows became/)
  expect(await runCommand(present, 'spend')).toBe(spent)
})

test('a relay that moves back goes on where it was', async () => {
  const hiapi = await hiapiFor()
  const old = await environmentFor(hiapi)
  await (await startFirst(old)).relay.stop()
  const other = { ...old, RELAY_DATABASE: `file:${await tempFolder()}/relay.db` }
  const back = old['RELAY_DATABASE'] ?? `file:${old['RELAY_DATA'] ?? ''}/relay.db`
  expect(await runCommand(old, 'move', '--database', other.RELAY_DATABASE)).toContain('Copied')
  expect(await runCommand(other, 'move', '--database', back)).toContain('Copied')
  await startRelay(old)
  await expect(startRelay(other)).rejects.toThrow('was moved to another one')
})

describe.skipIf(findPostgres() === null)('a relay that moves', () => {
  test('takes every task, picture and cent to PostgreSQL and S3', async () => {
    const tasks = 6
    const s3 = await startS3()
    onTestFinished(() => s3.stop())
    const hiapi = await hiapiFor()
    const environment = await environmentFor(hiapi)
    const first = await startFirst(environment)
    const ids = await orderMany(first.owner, tasks)
    await untilDone(first.owner, tasks)
    const spendBefore = await runCommand(environment, 'spend')
    const pictureOf = async (member: typeof first.owner, id: string) => {
      const { output } = await member.get(id)
      const response = await fetch(output?.[0]?.url ?? '')
      return Buffer.from(await response.arrayBuffer()).toString('base64')
    }
    const pictures = await Promise.all(ids.map((id) => pictureOf(first.owner, id)))
    expect(await first.relay.stop()).toBe(0)

    const moved = {
      ...environment,
      RELAY_DATABASE: await newPostgresDatabase(),
      RELAY_OBJECTS: `s3://${s3.bucket}/pictures?endpoint=${s3.address}&region=${s3.region}`,
      AWS_ACCESS_KEY_ID: s3.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
    }
    const said = await runCommand(
      { ...moved, RELAY_DATABASE: environment['RELAY_DATABASE'] ?? '', RELAY_OBJECTS: '' },
      'move',
      '--database',
      moved.RELAY_DATABASE,
      '--objects',
      moved.RELAY_OBJECTS,
    )
    expect(said).toContain(`tasks ${tasks},`)
    await expect(startRelay(environment)).rejects.toThrow('was moved')

    const relay = await startRelay(moved)
    const owner = memberOf(relay.address, first.token)
    expect((await owner.all()).map(({ taskId }) => taskId).sort()).toEqual([...ids].sort())
    expect(await Promise.all(ids.map((id) => pictureOf(owner, id)))).toEqual(pictures)
    expect(await runCommand(moved, 'spend')).toBe(spendBefore)

    const [later = ''] = await orderMany(owner, 1, { from: 100 })
    await expect.poll(async () => (await owner.get(later)).status).toBe('success')
    expect(await pictureOf(owner, later)).not.toBe('')
    expect(await relay.stop()).toBe(0)
  })
})
