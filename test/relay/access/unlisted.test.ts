import { describe, expect, test } from 'vitest'
import { dataUri, memberOf, smallPicture } from '../support/member.ts'
import { startRelay } from '../support/relay-process.ts'
import { useStage } from '../support/stage.ts'

const stage = useStage({ environment: { RELAY_PUBLIC_URL: '' } })

/** Orders at HiAPI itself, with the relay's own key. */
async function orderBeside(apiUrl: string): Promise<void> {
  const response = await fetch(`${apiUrl}/v1/tasks`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-one', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-image-2-image-to-image',
      input: { prompt: 'Another', input_urls: [dataUri(smallPicture())], aspect_ratio: '4:5' },
    }),
  })
  if (!response.ok) throw new Error(await response.text())
}

test('tasks that others of the account have pushed off the list are found all the same', async () => {
  const { hiapi, owner, relays, environment, database } = stage()
  const slow = hiapi.hiapi.faults.add({ on: 'list', fault: { kind: 'error', status: 503 } })
  const slowToo = hiapi.hiapi.faults.add({ on: 'get', fault: { kind: 'error', status: 503 } })
  const ids = await Promise.all(
    ['one', 'two', 'three', 'four'].map((key) => owner.orderUntilTaken({ key })),
  )
  await expect
    .poll(async () => (await owner.all()).map(({ relay }) => relay.state))
    .toEqual(ids.map(() => 'running'))
  await relays[0]?.kill()
  // While the relay is off, others order more than one list shows. One task has been away for more than a day.
  for (let n = 0; n < 101; n++) await orderBeside(hiapi.apiUrl)
  await database.query('UPDATE task SET first_sent = first_sent - 90000000 WHERE id = $1', [
    ids[0] ?? '',
  ])
  await database.query('UPDATE task SET lease_until = 0')
  slow()
  slowToo()
  const again = memberOf((await startRelay(environment)).address, owner.token)
  await expect
    .poll(async () => (await again.all()).map(({ status }) => status), { timeout: 30_000 })
    .toEqual(ids.map(() => 'success'))
})

describe('tasks that HiAPI fails to tell of', () => {
  const pair = useStage({ environment: { RELAY_PUBLIC_URL: '' } })

  test('by its id hide the end of no other', async () => {
    const { hiapi, owner } = pair()
    const silent = hiapi.hiapi.faults.add({ on: 'get', fault: { kind: 'error', status: 503 } })
    const ids = await Promise.all(['one', 'two'].map((key) => owner.orderUntilTaken({ key })))
    const states = async () => (await owner.all()).map(({ relay }) => relay.state)
    await expect.poll(states).toEqual(['running', 'running'])
    const lost = (await owner.get(ids[0] ?? '')).relay.hiapiTaskId ?? ''
    hiapi.hiapi.faults.add({
      on: 'get',
      when: ({ request }) => request.path.endsWith(lost),
      fault: { kind: 'error', status: 503 },
    })
    silent()
    await expect
      .poll(async () => (await owner.get(ids[1] ?? '')).status, { timeout: 20_000 })
      .toBe('success')
  })

  test('by its list are asked for one by one', async () => {
    const { hiapi, owner } = pair()
    hiapi.hiapi.faults.add({ on: 'list', fault: { kind: 'text', status: 200 } })
    const silent = hiapi.hiapi.faults.add({ on: 'get', fault: { kind: 'error', status: 503 } })
    const keys = ['three', 'four', 'five']
    const ids = await Promise.all(keys.map((key) => owner.orderUntilTaken({ key })))
    const newest = async () => (await owner.all()).filter(({ taskId }) => ids.includes(taskId))
    await expect
      .poll(async () => (await newest()).map(({ relay }) => relay.state))
      .toEqual(ids.map(() => 'running'))
    silent()
    await expect
      .poll(async () => (await newest()).map(({ status }) => status), { timeout: 20_000 })
      .toEqual(ids.map(() => 'success'))
  })
})

describe('tasks that end while no relay runs', () => {
  const off = useStage({
    hiapi: {
      durations: { queued: 5, handling: 600_000 },
      faults: [{ on: 'webhook', fault: { kind: 'webhook-never' } }],
    },
  })

  test('are no missed callbacks: nobody could have taken them', async () => {
    const { hiapi, owner, relays, environment, database } = off()
    for (const key of ['one', 'two', 'three']) await owner.orderUntilTaken({ key })
    const states = async () => (await owner.all()).map(({ relay }) => relay.state)
    await expect.poll(states).toEqual(['running', 'running', 'running'])
    await relays[0]?.kill()
    // They ended two minutes ago.
    const ended = (task: object) => ({
      ...task,
      status: 'fail',
      completed: Math.floor(Date.now() / 1000) - 120,
      error: { code: 'TASK_FAILED', message: 'No.' },
    })
    hiapi.hiapi.faults.add({
      on: 'list',
      fault: {
        kind: 'rewritten',
        rewrite: (answer) => {
          const { data } = answer as { data: { tasks: object[] } }
          return { ...(answer as object), data: { ...data, tasks: data.tasks.map(ended) } }
        },
      },
    })
    await database.query('UPDATE task SET wake = 0, lease_until = 0')
    const again = memberOf((await startRelay(environment)).address, owner.token)
    await expect
      .poll(async () => (await again.all()).map(({ status }) => status), { timeout: 30_000 })
      .toEqual(['fail', 'fail', 'fail'])
    const { reach } = (await again.info()) as unknown as { reach: { proof: string } }
    expect(reach.proof).not.toBe('doubted')
  })
})
