import { describe, expect, test } from 'vitest'
import { signatureOf } from '../../hiapi/api/webhook.ts'
import { signingKey, useStage } from '../support/stage.ts'

const now = () => Math.floor(Date.now() / 1000)

describe('a task that is under way', () => {
  const stage = useStage({ hiapi: { durations: { queued: 5, handling: 600_000 } } })
  let address = ''
  let upstream = ''
  let others = ''

  /** Orders a picture; returns its callback and its id at HiAPI once both are known to the relay. */
  async function begun(key: string) {
    const { owner, hiapi } = stage()
    const id = await owner.orderUntilTaken({ key })
    await expect.poll(async () => (await owner.get(id)).relay.state).toBe('running')
    const upstreamId = (await owner.get(id)).relay.hiapiTaskId ?? ''
    return { id, upstreamId, callback: hiapi.hiapi.tasks.get(upstreamId)?.recipe.callback ?? '' }
  }

  const ended = (taskId = upstream, more: Record<string, unknown> = {}) =>
    JSON.stringify({
      taskId,
      status: 'success',
      completed: now(),
      output: [{ url: `${stage().hiapi.picturesUrl}/tasks/${taskId}/0.png`, type: 'image' }],
      ...more,
    })
  const failed = (taskId = upstream) =>
    ended(taskId, { status: 'fail', output: [], error: { code: 'TASK_FAILED', message: 'No.' } })
  const post = (text: string, headers: Readonly<Record<string, string>>, to = address) =>
    fetch(to, { method: 'POST', headers, body: text })
  const signed = (text: string, seconds: number | string = now(), key = signingKey) =>
    signatureOf(key, text, seconds as number)

  test('is changed by nothing but a callback that is HiAPI’s and its own', async () => {
    const first = await begun('first')
    const second = await begun('second')
    address = first.callback
    upstream = first.upstreamId
    others = second.upstreamId
    const mac = address.split('/').at(-1) ?? ''
    const wrongMac = address.replace(
      mac,
      mac.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')),
    )
    const text = ended()
    const large = ended(upstream, { note: 'x'.repeat(1_000_000) })
    const cases: readonly (readonly [
      name: string,
      send: () => Promise<Response>,
      status: number,
    ])[] = [
      ['wrong address', () => post(text, signed(text), wrongMac), 404],
      ['cut address', () => post(text, signed(text), address.slice(0, -1)), 404],
      ['address of another task', () => post(text, signed(text), crossed(second.id)), 404],
      ['no such task', () => post(text, signed(text), crossed('tk-relay-none')), 404],
      ['wrong key', () => post(text, signed(text, now(), 'another-key-of-16')), 401],
      ['changed body', () => post(failed(), signed(text)), 401],
      ['changed time', () => post(text, { ...signed(text), 'x-hiapi-timestamp': '1' }), 401],
      ['no signature', () => post(text, {}), 401],
      ['cut signature', () => post(text, cut(signed(text))), 401],
      ['no body', () => post('', signed('')), 200],
      ['301 s old', () => post(text, signed(text, now() - 302)), 202],
      ['301 s ahead', () => post(text, signed(text, now() + 302)), 202],
      ['a time that is no number', () => post(text, signed(text, 'noon')), 202],
      ['another task’s end', () => post(ended(others), signed(ended(others))), 200],
      ['not ended', () => post(running(), signed(running())), 200],
      ['not JSON', () => post('{"taskId":', signed('{"taskId":')), 200],
      ['no object', () => post('[null]', signed('[null]')), 200],
      ['1 MB', () => post(large, signed(large)), 413],
    ]
    const running = () => ended(upstream, { status: 'handling', completed: 0, output: [] })
    const crossed = (id: string) => address.replace(first.id, id)
    const cut = (headers: ReturnType<typeof signed>) => ({
      ...headers,
      'x-hiapi-signature': headers['x-hiapi-signature'].slice(2),
    })

    const before = await stage().everything()
    const answers: [string, number][] = []
    for (const [name, send] of cases) answers.push([name, (await send()).status])
    expect(answers).toEqual(cases.map(([name, , status]) => [name, status]))
    // A look that one of them made due has found nothing new either.
    await expect.poll(() => stage().hiapi.hiapi.requests.some(({ op }) => op === 'get')).toBe(true)
    const after = await stage().everything()
    const withoutSeq = ({ tasks, members, ...rest }: typeof before) => ({
      ...rest,
      tasks: tasks?.map(({ seq: _, ...task }) => task),
      members: members?.map(({ seq: _, ...member }) => member),
    })
    expect(withoutSeq(after)).toEqual(withoutSeq(before))

    // Twenty at once count once, and what comes later tells nothing new.
    const end = failed()
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await post(end, signed(end))).status),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
    const [row] = await stage().database.query('SELECT state, seq FROM task WHERE id = $1', [
      first.id,
    ])
    expect(row?.['state']).toBe('fail')
    const opposite = ended()
    expect((await post(opposite, signed(opposite))).status).toBe(200)
    const [later] = await stage().database.query('SELECT state, seq FROM task WHERE id = $1', [
      first.id,
    ])
    expect(later).toEqual(row)
    const audit = await stage().database.query(
      `SELECT action, detail FROM audit WHERE task = $1 AND action IN ('task ended', 'callback refused')`,
      [first.id],
    )
    expect(audit.filter(({ action }) => action === 'task ended')).toHaveLength(1)
    expect(audit.filter(({ detail }) => detail === 'signature')).toHaveLength(5)
    expect(audit.filter(({ detail }) => detail === 'time')).toHaveLength(3)
  })

  test('is asked for again if a hint comes while HiAPI answers that it has not ended', async () => {
    const { hiapi, database } = stage()
    const { id, callback } = await begun('third')
    const asked = () => hiapi.hiapi.requests.filter(({ op }) => op === 'get').length
    const before = asked()
    hiapi.hiapi.faults.add({ on: 'get', times: 1, fault: { kind: 'slow', ms: 1_000 } })
    await database.query('UPDATE task SET wake = 0 WHERE id = $1', [id])
    await expect.poll(asked).toBe(before + 1)
    const text = ended()
    expect((await post(text, signed(text, now() - 302), callback)).status).toBe(202)
    await expect.poll(asked, { timeout: 10_000 }).toBeGreaterThan(before + 1)
  })
})

describe('without a key of the account', () => {
  const stage = useStage({
    hiapi: { durations: { queued: 5, handling: 600_000 } },
    environment: { RELAY_WEBHOOK_KEY: '' },
  })

  test('a callback is a hint to look, whatever it says', async () => {
    const { owner, hiapi } = stage()
    const id = await owner.orderUntilTaken({ key: 'one' })
    await expect.poll(async () => (await owner.get(id)).relay.state).toBe('running')
    const { relay } = await owner.get(id)
    const callback = hiapi.hiapi.tasks.get(relay.hiapiTaskId ?? '')?.recipe.callback ?? ''
    const before = await stage().everything()
    const body = JSON.stringify({ taskId: relay.hiapiTaskId, status: 'fail', error: 'No.' })
    const response = await fetch(callback, { method: 'POST', body })
    expect(response.status).toBe(202)
    await expect.poll(() => hiapi.hiapi.requests.some(({ op }) => op === 'get')).toBe(true)
    expect((await owner.get(id)).relay.state).toBe('running')
    expect((await stage().everything())['spend']).toEqual(before['spend'])
    const { reach } = (await owner.info()) as unknown as { reach: { proof: string } }
    expect(reach.proof).toBe('confirmed')
  })
})

describe('tasks that end', () => {
  const stage = useStage({
    hiapi: {
      faults: [
        { on: 'webhook', times: 1, fault: { kind: 'webhook-duplicate', copies: 20 } },
        { on: 'webhook', times: 1, fault: { kind: 'webhook-opposite' } },
      ],
    },
  })

  test('end once, as HiAPI said first', async () => {
    const { owner, hiapi, database } = stage()
    const ids = [
      await owner.orderUntilTaken({ key: 'one' }),
      await owner.orderUntilTaken({ key: 'two' }),
    ]
    await expect.poll(() => hiapi.told.filter(({ status }) => status > 0).length).toBe(22)
    for (const id of ids) {
      await expect.poll(async () => (await owner.get(id)).status).toBe('success')
    }
    expect(new Set(hiapi.told.map(({ status }) => status))).toEqual(new Set([200]))
    const rows = await database.query(`SELECT task FROM audit WHERE action = 'task ended'`)
    expect(rows.map(({ task }) => String(task)).sort()).toEqual([...ids].sort())
  })
})

describe('with another key than the account’s', () => {
  const stage = useStage({ environment: { RELAY_WEBHOOK_KEY: 'not-the-key-of-the-account' } })

  test('the relay says so, and not that no callback arrives', async () => {
    const { owner, hiapi, database } = stage()
    await owner.orderUntilTaken({ key: 'one' })
    await expect.poll(() => hiapi.told.filter(({ status }) => status === 401).length).toBe(1)
    // As after three tasks whose end a look has found.
    await database.query(
      `UPDATE meta SET value = REPLACE(value, '"missedCalls":0', '"missedCalls":3') WHERE key = 'reach'`,
    )
    const { reach } = (await owner.info()) as unknown as { reach: { sentence: string } }
    expect(reach.sentence).toContain('callbacks are not signed with RELAY_WEBHOOK_KEY')
  })
})

describe('with a clock that is wrong by more than five minutes', () => {
  const stage = useStage({
    hiapi: { faults: [{ on: 'webhook', fault: { kind: 'webhook-stale' } }] },
  })

  test('the relay does not say that no callback arrives: each makes it ask', async () => {
    const { owner, hiapi, database } = stage()
    // As after three tasks whose end a look has found, because by this clock they had ended long ago.
    await database.query(
      `UPDATE meta SET value = REPLACE(value, '"missedCalls":0', '"missedCalls":3') WHERE key = 'reach'`,
    )
    const id = await owner.orderUntilTaken({ key: 'one' })
    await expect.poll(() => hiapi.told.map(({ status }) => status)).toEqual([202])
    await expect.poll(async () => (await owner.get(id)).status).toBe('success')
    const { reach } = (await owner.info()) as unknown as { reach: { proof: string } }
    expect(reach.proof).toBe('confirmed')
  })
})
