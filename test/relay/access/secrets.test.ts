import { execFileSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dataUri, memberOf, smallPicture } from '../support/member.ts'
import { runCommand, startRelay } from '../support/relay-process.ts'
import { engines, signingKey, useStage } from '../support/stage.ts'

const key = 'sk-live-1f0c7a9be4d2'
const words = 'zebrafish'
const tables = ['meta', 'lock', 'member', 'spend', 'task', 'reference', 'object', 'sent', 'pace']

describe.each(engines)('a whole run, %s', (engine) => {
  const stage = useStage({
    engine,
    environment: { HIAPI_KEY: key },
    hiapi: {
      faults: [
        { on: 'task', times: 1, fault: { kind: 'fails', message: `The key ${key} is wrong.` } },
        { on: 'create', times: 1, fault: { kind: 'error', status: 500 } },
      ],
    },
  })

  test('no secret is where it does not belong, and prompts are in orders alone', async () => {
    const { owner, environment, relays, database } = stage()
    const replies: string[] = []
    const ask = async (response: Promise<Response>) => replies.push(await (await response).text())
    const ann = await stage().member('ann', '--budget', '5')
    const rotated = await runCommand(environment, 'members', 'rotate', 'ann')
    const newAnn = memberOf(ann.address, rotated.split(' ').at(-1) ?? '')
    await ask(ann.upload(smallPicture(1)))
    for (const client of [owner, ann, newAnn]) {
      for (const n of [1, 2]) {
        await client.orderUntilTaken({
          key: `${client.token.slice(-4)}-${n}`,
          prompt: `A ${words} on a wall \ud800 \u0000`,
          references: [dataUri(smallPicture(n))],
        })
      }
      await ask(client.order({ prompt: words, ratio: '7:5' }))
      await ask(client.order({ prompt: words, more: { other: 1 } }))
      await ask(client.order({ key: `${client.token.slice(-4)}-1`, prompt: `Another ${words}` }))
    }
    await ask(owner.send('/v1/tasks', { method: 'POST', body: `{"prompt": "${words}` }))
    await ask(fetch(`${owner.address}/v1/relay`, { headers: { authorization: `Bearer ${key}` } }))
    await ask(fetch(`${owner.address}/v1/${owner.token}`))
    await ask(fetch(`${owner.address}/${owner.token}`))
    const ended = async () => {
      const all = [...(await owner.all()), ...(await ann.all())]
      return all.filter(({ status }) => ['success', 'fail'].includes(status)).length
    }
    await expect.poll(ended).toBe(6)
    const failures = [...(await owner.all()), ...(await ann.all())].flatMap(
      ({ error }) => error?.message ?? [],
    )
    expect(failures).toEqual(['The key [API key] is wrong.'])
    for (const client of [owner, ann]) {
      await ask(client.send('/v1/tasks'))
      await ask(client.send('/v1/relay'))
      await ask(client.send('/v1/events?after=0'))
      for (const { taskId } of await client.all()) await ask(client.send(`/v1/tasks/${taskId}`))
    }
    replies.push(await runCommand(environment, 'audit'), await runCommand(environment, 'tasks'))
    replies.push(await runCommand(environment, 'check'), await runCommand(environment, 'spend'))

    const secret = (await readFile(join(environment['RELAY_DATA'] ?? '', 'secret'), 'utf8')).trim()
    const secrets = [key, secret, signingKey, owner.token, ann.token, newAnn.token].flatMap(
      // Neither whole nor without what says whose it is.
      (each) => (each.startsWith('rst_') ? [each, each.slice(-43)] : [each]),
    )
    expect(new Set(secrets).size).toBe(9)
    const holding = (text: string) => secrets.filter((each) => text.includes(each))

    const log = relays[0]?.said() ?? ''
    expect(log).toContain('"route":"unknown"')
    const dump: Record<string, string> = {}
    for (const table of [...tables, 'audit']) {
      dump[table] = JSON.stringify(await database.query(`SELECT * FROM ${table}`))
    }
    const asked = await database.query('SELECT asked FROM task')
    expect(asked.filter(({ asked: text }) => String(text).includes(words))).toHaveLength(6)
    const tasks = await database.query('SELECT * FROM task')
    dump['task'] = JSON.stringify(tasks.map(({ asked: _, ...rest }) => rest))
    for (const text of [log, ...Object.values(dump), ...replies]) {
      expect([holding(text), text.includes(words)]).toEqual([[], false])
    }

    const folder = environment['RELAY_DATA'] ?? ''
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    for (const file of files.filter((each) => each.isFile())) {
      // By another process: closing a file here would end SQLite's locks on it (sqlite.org/howtocorrupt.html).
      const bytes = execFileSync('cat', [join(file.parentPath, file.name)], {
        encoding: 'latin1',
        maxBuffer: 1e9,
      })
      const own: Record<string, string[]> = {
        secret: [secret],
        'owner-token': [owner.token, owner.token.slice(-43)],
      }
      const found = holding(bytes).filter((each) => own[file.name]?.includes(each) !== true)
      const isTables = file.name.startsWith('relay.db')
      expect([file.name, found, !isTables && bytes.includes(words)]).toEqual([file.name, [], false])
    }
  })

  test('prompts are forgotten when their time is over', async () => {
    const { environment, relays, database } = stage()
    await relays[0]?.stop()
    await startRelay({ ...environment, RELAY_PROMPT_DAYS: '0' })
    const left = async () =>
      (await database.query('SELECT asked FROM task')).filter(({ asked }) =>
        String(asked).includes(words),
      )
    await expect.poll(left).toEqual([])
  })
})
