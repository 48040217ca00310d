import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../relay/store/open.ts'
import { dataUri, smallPicture } from '../support/member.ts'
import { runCommand, startRelay } from '../support/relay-process.ts'
import { startS3 } from '../support/s3.ts'
import { engines, useStage } from '../support/stage.ts'
import { environmentFor, hiapiFor, startFirst } from '../support/team.ts'

const polled = { RELAY_PUBLIC_URL: '' }

describe.each(engines)('what HiAPI says in another way than usual, %s', (engine) => {
  const stage = useStage({ engine, environment: { ...polled, RELAY_PROMPT_DAYS: '0' } })

  test('a picture within the answer is stored, and no row holds it', async () => {
    const { owner, hiapi, database } = stage()
    const bytes = Buffer.concat([smallPicture(7), Buffer.alloc(300_000, 1)])
    const off = hiapi.hiapi.faults.add({
      on: 'get',
      fault: {
        kind: 'rewritten',
        rewrite: (answer) => {
          const { data, ...rest } = answer as { data: { status: string } }
          const output = [{ url: dataUri(bytes), type: 'image' }]
          return { ...rest, data: { ...data, ...(data.status === 'success' && { output }) } }
        },
      },
    })
    const id = await owner.orderUntilTaken({ key: 'within', prompt: 'A zebrafish' })
    await expect.poll(async () => (await owner.get(id)).status).toBe('success')
    off()
    const { output } = await owner.get(id)
    const picture = await fetch(output?.[0]?.url ?? '')
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await picture.arrayBuffer()).equals(bytes)).toBe(true)
    const [row] = await database.query('SELECT * FROM task WHERE id = $1', [id])
    expect(JSON.stringify(row).length).toBeLessThan(2_000)
    // Kept for no day means: not longer than the task.
    expect(JSON.stringify(row)).not.toContain('zebrafish')
  })
})

describe('a picture without a date', () => {
  const stage = useStage({ environment: polled })

  test('which HiAPI writes as 0, is waited for', async () => {
    const { owner, hiapi, database } = stage()
    const off = hiapi.hiapi.faults.add({
      on: 'get',
      fault: {
        kind: 'rewritten',
        rewrite: (answer) =>
          JSON.parse(JSON.stringify(answer).replace(/("expireAt":)\d+/, '$10')) as unknown,
      },
    })
    onTestFinished(off)
    hiapi.hiapi.faults.add({ on: 'picture', times: 3, fault: { kind: 'error', status: 503 } })
    const id = await owner.orderUntilTaken({ key: 'undated' })
    await expect
      .poll(
        async () => {
          // As after all quick tries.
          await database.query(`UPDATE task SET wake = 0, tries = 4 WHERE state = 'archiving'`)
          return (await owner.get(id)).status
        },
        { timeout: 20_000 },
      )
      .toMatch(/success|fail/)
    expect((await owner.get(id)).status).toBe('success')
  })
})

describe('calls that nobody can trust', () => {
  const stage = useStage({
    hiapi: { faults: [{ on: 'create', times: 1, fault: { kind: 'told-first' } }] },
    environment: { RELAY_WEBHOOK_KEY: '' },
  })

  test('one that outruns the answer to its create is asked about right after it', async () => {
    const { owner, hiapi } = stage()
    const id = await owner.orderUntilTaken({ key: 'early' })
    await expect.poll(async () => (await owner.get(id)).status, { timeout: 10_000 }).toBe('success')
    expect(hiapi.told.map(({ status }) => status)).toEqual([202])
  })
})

describe('an order that is stopped', () => {
  const stage = useStage({ environment: { RELAY_PER_MINUTE: '1' } })

  test('is not counted among those that cost something', async () => {
    const { owner, environment } = stage()
    const ids = [
      await owner.orderUntilTaken({ key: 'one' }),
      await owner.orderUntilTaken({ key: 'two' }),
    ]
    await expect.poll(async () => (await owner.get(ids[0] ?? '')).status).toBe('success')
    const stopped = await owner.send(`/v1/tasks/${ids[1] ?? ''}`, { method: 'DELETE' })
    expect(stopped.status).toBe(200)
    expect(await runCommand(environment, 'spend')).toContain('owner\t$0.03 spent\t$0.00')
    expect(await runCommand(environment, 'spend')).toMatch(/owner\t.*\t1 task$/m)
  })
})

test('an order that can’t be sent, because the bucket is gone, can still be stopped', async () => {
  const s3 = await startS3()
  const environment = await environmentFor(await hiapiFor(), {
    ...polled,
    RELAY_OBJECTS: `s3://${s3.bucket}/pictures?endpoint=${s3.address}&region=${s3.region}`,
    AWS_ACCESS_KEY_ID: s3.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
  })
  const { owner, relay } = await startFirst(environment)
  const address = `file:${environment['RELAY_DATA'] ?? ''}/relay.db`
  const database = await openDatabase({ address, listenAddress: null })
  onTestFinished(() => database.close())
  await expect.poll(() => database.query('SELECT id FROM pace')).toHaveLength(1)
  const holdUntil = (time: number) => database.query('UPDATE pace SET paused_until = $1', [time])
  await holdUntil(Date.now() + 600_000)
  const id = await owner.orderUntilTaken({ key: 'waiting' })
  await s3.stop()
  await holdUntil(0)
  await expect.poll(relay.said, { timeout: 10_000 }).toContain('ObjectError')
  const stopped = async () => (await owner.send(`/v1/tasks/${id}`, { method: 'DELETE' })).status
  await expect.poll(stopped, { timeout: 10_000 }).toBe(200)
})

describe('a HiAPI that is not there', () => {
  const stage = useStage({ environment: polled })

  test('is logged when it goes, and when it is back', async () => {
    const { owner, hiapi, relays } = stage()
    const working = hiapi.hiapi.faults.add({ on: 'create', fault: { kind: 'reset' } })
    const ids = await Promise.all(
      [1, 2, 3].map((n) => owner.orderUntilTaken({ key: `unreached-${n}` })),
    )
    const lines = (event: string) => relays[0]?.said().split(`"event":"${event}"`).length ?? 0
    await expect
      .poll(() => hiapi.hiapi.requests.filter(({ op }) => op === 'create').length)
      .toBeGreaterThan(4)
    expect(lines('HiAPI not reached')).toBe(2)
    working()
    for (const id of ids) {
      await expect.poll(async () => (await owner.get(id)).status).toBe('success')
    }
    expect([lines('HiAPI not reached'), lines('HiAPI reached again')]).toEqual([2, 2])
  })
})

describe.each(engines)('a store of objects that is lost, %s', (engine) => {
  const stage = useStage({ engine })

  test('fills again: references from the window, results from HiAPI', async () => {
    const { owner, environment, relays, hiapi } = stage()
    const uploaded = (await (await owner.upload(smallPicture(3))).json()) as {
      data: { reference: string }
    }
    const { reference } = uploaded.data
    const references = [reference]
    const [id, gone] = [
      await owner.orderUntilTaken({ key: 'kept', references }),
      await owner.orderUntilTaken({ key: 'gone', references }),
    ]
    for (const each of [id, gone]) {
      await expect.poll(async () => (await owner.get(each)).status).toBe('success')
    }
    await relays[0]?.stop()
    await rm(join(environment['RELAY_DATA'] ?? '', 'objects'), { recursive: true })
    if (engine === 'postgres') {
      // It can't be told from a second relay that shares no objects.
      await expect(startRelay(environment)).rejects.toThrow('objects lost')
      expect(await runCommand(environment, 'objects', 'lost')).toContain('go on with this store')
    }
    const relay = await startRelay(environment)
    if (engine === 'sqlite') expect(relay.said()).toContain('"event":"objects lost"')

    const name = reference.replace('relay:', '')
    expect((await owner.send(`/v1/references/${name}`, { method: 'HEAD' })).status).toBe(404)
    const refused = await owner.order({ key: 'again', references })
    expect(await refused.json()).toMatchObject({ error_code: 'RELAY_REFERENCE_UNKNOWN' })
    expect((await owner.upload(smallPicture(3))).status).toBe(200)
    const again = await owner.orderUntilTaken({ key: 'again', references })
    await expect.poll(async () => (await owner.get(again)).status).toBe('success')

    const addressOf = async (task: string) => (await owner.get(task)).output?.[0]?.url ?? ''
    const before = hiapi.hiapi.requests.filter(({ op }) => op === 'picture').length
    const address = await addressOf(id)
    const pictures = await Promise.all([fetch(address), fetch(address), fetch(address)])
    for (const picture of pictures) {
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
      expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100)
    }
    expect(hiapi.hiapi.requests.filter(({ op }) => op === 'picture')).toHaveLength(before + 1)

    hiapi.hiapi.faults.add({ on: 'picture', fault: { kind: 'picture-missing' } })
    const missing = await fetch(await addressOf(gone))
    expect(missing.status).toBe(410)
    expect(await missing.json()).toMatchObject({
      message: 'This picture is gone from the relay, and HiAPI no longer has it.',
    })
  })
})
