import { describe, expect, test } from 'vitest'
import { dataUri, type MemberClient, smallPicture } from '../support/member.ts'
import { runCommand } from '../support/relay-process.ts'
import { engines, useStage } from '../support/stage.ts'

const references = [dataUri(smallPicture())]

type Money = { budget: number; spent: number; reserved: number }
const moneyOf = async (client: MemberClient) =>
  ((await client.info()) as unknown as { money: Money }).money

describe.each(engines)('two relays on one database, %s', (engine) => {
  const stage = useStage({ engine, relays: 2, environment: { RELAY_AT_ONCE: '50' } })

  /** Orders at both relays, all at once; returns how many were accepted, and what the others said. */
  async function orderAtOnce(client: MemberClient, count: number, name: string) {
    const answers = await Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const ordered = () =>
          stage()
            .at(n % 2, client)
            .order({ key: `${name}-${n}`, references })
        let response = await ordered()
        // A database that is too busy says so, and the same is ordered again.
        while (response.status === 503) response = await ordered()
        const body = (await response.json()) as { error_code?: string; message: string }
        return { status: response.status, ...body }
      }),
    )
    const refused = answers.filter(({ status }) => status !== 200)
    return { accepted: count - refused.length, refused }
  }

  const settled = (client: MemberClient) =>
    expect.poll(async () => (await moneyOf(client)).reserved, { timeout: 60_000 }).toBe(0)

  test('a budget is used up exactly, and what failed gives it back', async () => {
    const ann = await stage().member('ann', '--budget', '1.13')
    const bob = await stage().member('bob', '--budget', '0.90')

    const working = stage().hiapi.hiapi.faults.add({ on: 'task', fault: { kind: 'fails' } })
    expect((await orderAtOnce(ann, 20, 'failing')).accepted).toBe(20)
    await settled(ann)
    working()
    expect(await moneyOf(ann)).toMatchObject({ budget: 1.13, spent: 0, reserved: 0 })

    // Nothing ends before all are ordered, or its money would be there again.
    const [annas, bobs] = await Promise.all([
      orderAtOnce(ann, 100, 'wanted'),
      orderAtOnce(bob, 100, 'wanted'),
    ])
    expect([annas.accepted, bobs.accepted]).toEqual([37, 30])
    const refusals = [...annas.refused, ...bobs.refused]
    expect(new Set(refusals.map(({ error_code: code }) => code))).toEqual(new Set(['RELAY_BUDGET']))
    expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set([402]))
    expect(annas.refused[0]?.message).toMatch(/^This order would exceed your budget of \$1\.13/)

    await settled(ann)
    await settled(bob)
    expect(await moneyOf(ann)).toMatchObject({ spent: 1.11, reserved: 0 })
    expect(await moneyOf(bob)).toMatchObject({ spent: 0.9, reserved: 0 })
    expect(stage().hiapi.hiapi.tasks.size).toBe(20 + 37 + 30)

    // A higher budget counts at once, at both.
    await runCommand(stage().environment, 'members', 'budget', 'bob', '0.95')
    expect((await orderAtOnce(bob, 4, 'raised')).accepted).toBe(1)
    await settled(bob)
  })
})

describe('a budget of the team', () => {
  const stage = useStage({
    environment: { RELAY_TEAM_BUDGET: '0.10', RELAY_COUNT_FAILED: '1' },
  })

  test('counts what failed if the owner says so, and holds for all members together', async () => {
    const { hiapi, environment } = stage()
    const working = hiapi.hiapi.faults.add({ on: 'task', fault: { kind: 'fails' } })
    const bob = await stage().member('bob')
    const id = await bob.orderUntilTaken({ key: 'failing', references })
    await expect.poll(async () => (await bob.get(id)).status).toBe('fail')
    working()
    expect(await runCommand(environment, 'spend')).toContain('bob\t$0.03 spent\t$0.00 ')

    const ann = await stage().member('ann')
    const orders = [bob, ann].flatMap((client) =>
      [1, 2, 3].map((n) => client.order({ key: `job-${n}`, references })),
    )
    const answers = await Promise.all(orders)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2)
    const refused = answers.find(({ status }) => status !== 200)
    expect(await refused?.json()).toMatchObject({ code: 402, error_code: 'RELAY_TEAM_BUDGET' })
    const { money } = (await ann.info()) as unknown as { money: { team: unknown } }
    expect(money.team).toEqual({ budget: 0.1, left: 0.01 })
  })
})
