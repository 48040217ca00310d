import { describe, expect, test } from 'vitest'
import type { MemberClient } from '../support/member.ts'
import { engines, useStage } from '../support/stage.ts'

/** Why HiAPI refuses all creates, and what the relay answers during the pause that follows. */
const pauses = [
  { reason: 'balance', status: 402, refusal: '402 RELAY_BALANCE' },
  { reason: 'key', status: 401, refusal: '503 RELAY_NO_KEY' },
] as const

describe.each(engines)('a pause whose waiting orders are stopped, %s', (engine) => {
  const stage = useStage({ engine, relays: 2 })

  const pausedFor = async (client: MemberClient) => {
    const { queue } = (await client.info()) as unknown as { queue: { paused: string | null } }
    return queue.paused
  }

  /** Orders once; with the id of the accepted task, or how the order was refused. */
  async function order(client: MemberClient, key: string) {
    const response = await client.order({ key })
    const body = (await response.json()) as { data?: { taskId: string }; error_code?: string }
    return {
      client,
      id: body.data?.taskId ?? null,
      refusal: response.ok ? null : `${response.status} ${body.error_code}`,
    }
  }

  /** Stops the accepted orders, each as soon as it is not being sent; returns how many there were. */
  async function stopAll(orders: readonly Awaited<ReturnType<typeof order>>[]) {
    const accepted = orders.filter(({ id }) => id !== null)
    for (const { client, id } of accepted) {
      const stop = () => client.send(`/v1/tasks/${id}`, { method: 'DELETE' })
      await expect.poll(async () => (await stop()).status).toBe(200)
    }
    return accepted.length
  }

  test.each(pauses)('ends by the next order: $reason', async ({ reason, status, refusal }) => {
    const { hiapi, owner, database } = stage()
    const before = hiapi.hiapi.tasks.size
    const works = hiapi.hiapi.faults.add({ on: 'create', fault: { kind: 'error', status } })
    const first = await Promise.all(['one', 'two'].map((key) => order(owner, `${reason}-${key}`)))
    await expect.poll(() => pausedFor(owner)).toBe(reason)
    // As long as one waits for the next try, no other is accepted.
    expect((await order(owner, `${reason}-three`)).refusal).toBe(refusal)
    await stopAll(first)

    const members = await Promise.all(
      [0, 1, 2, 3].map(async (n) => stage().at(n % 2, await stage().member(`${reason}-${n}`))),
    )
    const tries = await Promise.all(
      members.flatMap((member) => ['one', 'two'].map((key) => order(member, key))),
    )
    expect(tries.flatMap((each) => each.refusal ?? [])).toEqual(Array(7).fill(refusal))
    expect(await stopAll(tries)).toBe(1)
    expect(await pausedFor(owner)).toBe(reason)

    works()
    // The next try would be due a minute after the last one.
    await database.query('UPDATE pace SET paused_until = 0')
    const { id } = await order(owner, `${reason}-last`)
    await expect.poll(async () => (await owner.get(id ?? '')).status).toBe('success')
    expect(await pausedFor(owner)).toBe(null)
    expect(hiapi.hiapi.tasks.size).toBe(before + 1)
  })
})
