import { describe, expect, test } from 'vitest'
import { revokeMember } from '../../../relay/store/members.ts'
import type { Refusal } from '../../hiapi/api/refusal.ts'
import { useStage } from '../support/stage.ts'

const name = 'gpt-image-2-image-to-image'
const otherName = 'gpt-image-2/image-to-image'
/** HiAPI knows one name of the model alone. */
const oneName = { on: 'create', fault: { kind: 'model-refused', model: otherName } } as const

describe('a refusal that mentions the model, but is not about its name', () => {
  const stage = useStage({
    hiapi: { faults: [oneName] },
    environment: { RELAY_PUBLIC_URL: '' },
  })
  const refuseOnce = (refusal: Refusal) =>
    stage().hiapi.hiapi.faults.add({
      on: 'create',
      times: 1,
      when: ({ text }) => text.includes(name),
      fault: { kind: 'error', ...refusal },
    })
  const creates = () => stage().hiapi.hiapi.requests.filter(({ op }) => op === 'create').length

  test('of too many requests is waited for, and the order is not lost', async () => {
    const { owner } = stage()
    refuseOnce({
      status: 429,
      code: 'rate_limit_exceeded',
      message: `Rate limit reached for model ${name}.`,
      retryAfter: { as: 'seconds', seconds: 1 },
    })
    const id = await owner.orderUntilTaken({ key: 'busy' })
    await expect.poll(async () => (await owner.get(id)).status).toMatch(/success|fail/)
    expect(await owner.get(id)).toMatchObject({ status: 'success', model: name })
    expect(creates()).toBe(2)
  })

  test('of the prompt is final', async () => {
    const { owner, database } = stage()
    const before = creates()
    refuseOnce({
      status: 400,
      code: 'INVALID_REQUEST',
      message: 'The prompt was refused by the content filter of the model.',
    })
    const id = await owner.orderUntilTaken({ key: 'filtered' })
    await expect.poll(async () => (await owner.get(id)).status).toBe('fail')
    expect(creates()).toBe(before + 1)
    expect(await database.query(`SELECT value FROM meta WHERE key = 'model'`)).toEqual([])
  })

  test('of the balance pauses all orders, and loses none', async () => {
    const { owner, database } = stage()
    refuseOnce({ status: 402, message: `Insufficient balance for the model ${name}.` })
    const id = await owner.orderUntilTaken({ key: 'poor' })
    const pausedFor = async () => (await owner.info())['queue']
    await expect.poll(pausedFor).toMatchObject({ paused: 'balance' })
    await database.query('UPDATE pace SET paused_until = 0')
    await owner.orderUntilTaken({ key: 'poor' })
    await expect.poll(async () => (await owner.get(id)).status, { timeout: 30_000 }).toBe('success')
  })
})

describe('a refusal of the model after an answer that was lost', () => {
  const stage = useStage({ environment: { RELAY_PUBLIC_URL: '' } })

  test('does not order the picture a second time under the other name', async () => {
    const { owner, hiapi } = stage()
    hiapi.hiapi.faults.add({ on: 'create', times: 1, fault: { kind: 'lost' } })
    hiapi.hiapi.faults.add({
      on: 'create',
      times: 1,
      fault: { kind: 'error', status: 503, code: 'MODEL_UNAVAILABLE', message: 'Later.' },
    })
    const id = await owner.orderUntilTaken({ key: 'job-1' })
    await expect.poll(async () => (await owner.get(id)).status).toMatch(/success|fail/)
    expect(hiapi.hiapi.tasks.size).toBe(1)
  })
})

describe('a refusal of the model’s name, while whose order the member is revoked', () => {
  const stage = useStage({ environment: { RELAY_PUBLIC_URL: '' } })

  test('does not send it under the other name', async () => {
    const { hiapi, database } = stage()
    const ann = await stage().member('ann')
    hiapi.hiapi.faults.add({
      on: 'create',
      times: 1,
      when: () => {
        void revokeMember(database, 'ann')
        return true
      },
      fault: { kind: 'model-refused', model: name },
    })
    const id = await ann.orderUntilTaken({ key: 'job-1' })
    const state = async () =>
      (await database.query('SELECT state FROM task WHERE id = $1', [id]))[0]?.['state']
    await expect.poll(state).toMatch(/success|fail/)
    expect(await state()).toBe('fail')
    expect(hiapi.hiapi.tasks.size).toBe(0)
  })
})

describe('a refusal of the other name for a while', () => {
  const stage = useStage({
    hiapi: { faults: [{ on: 'create', fault: { kind: 'model-refused', model: name } }] },
    environment: { RELAY_PUBLIC_URL: '' },
  })

  test('does not lose that the other name was to be tried', async () => {
    const { owner, hiapi } = stage()
    hiapi.hiapi.faults.add({
      on: 'create',
      times: 1,
      when: ({ text }) => text.includes(otherName),
      fault: {
        kind: 'error',
        status: 429,
        code: 'rate_limit_exceeded',
        message: 'Too many requests.',
        retryAfter: { as: 'seconds', seconds: 1 },
      },
    })
    const id = await owner.orderUntilTaken({ key: 'job-1' })
    await expect.poll(async () => (await owner.get(id)).status).toMatch(/success|fail/)
    expect(await owner.get(id)).toMatchObject({ status: 'success', model: otherName })
    expect(hiapi.hiapi.tasks.size).toBe(1)
  })
})

describe('a refusal of an order whose first answer was lost', () => {
  const stage = useStage({ environment: { RELAY_PUBLIC_URL: '' } })

  test('does not say that nothing was paid', async () => {
    const { owner, hiapi } = stage()
    hiapi.hiapi.faults.add({ on: 'create', times: 1, fault: { kind: 'lost' } })
    hiapi.hiapi.faults.add({
      on: 'create',
      times: 1,
      fault: { kind: 'error', status: 400, code: 'INVALID_REQUEST', message: 'No.' },
    })
    const id = await owner.orderUntilTaken({ key: 'job-1' })
    await expect.poll(async () => (await owner.get(id)).status).toMatch(/success|fail/)
    expect(hiapi.hiapi.tasks.size).toBe(1)
    expect((await owner.get(id)).error?.code).toBe('RELAY_UNSURE')
  })
})

describe('a refusal of too many requests that a gateway gives', () => {
  const stage = useStage({ environment: { RELAY_PUBLIC_URL: '' } })

  test('slows all orders down', async () => {
    const { owner, hiapi, database } = stage()
    hiapi.hiapi.faults.add({
      on: 'create',
      times: 1,
      fault: { kind: 'text', status: 429, body: 'Too many requests' },
    })
    const id = await owner.orderUntilTaken({ key: 'job-1' })
    await expect.poll(async () => (await owner.get(id)).status, { timeout: 20_000 }).toBe('success')
    const [pace] = await database.query('SELECT eased_percent FROM pace')
    expect(pace).toEqual({ eased_percent: 50 })
  })
})

describe('a refusal of a resolution', () => {
  const stage = useStage({
    hiapi: {
      faults: [{ on: 'create', fault: { kind: 'cell-refused', ratio: '1:1', resolution: '4K' } }],
    },
    environment: { RELAY_PUBLIC_URL: '' },
  })

  test('costs what the picture that is made instead costs', async () => {
    const { owner } = stage()
    const id = await owner.orderUntilTaken({ key: 'job-1', ratio: '1:1', resolution: '4K' })
    await expect.poll(async () => (await owner.get(id)).status).toMatch(/success|fail/)
    const { relay } = await owner.get(id)
    expect(relay).toMatchObject({ state: 'success', resolution: '2K', price: 0.04 })
    expect((await owner.info())['money']).toMatchObject({ spent: 0.04, reserved: 0 })
  })
})
