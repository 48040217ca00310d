import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { orderLarge } from './orders/large-orders.ts'
import { environmentFor, hiapiFor, startFirst } from './support/team.ts'

const orders = 20

// Linux alone tells from outside how much memory a process had at most.
test.skipIf(!existsSync('/proc/self/status'))(
  'twenty bodies of 8 MB come in and go out again at once, and the memory stays small',
  async () => {
    const hiapi = await hiapiFor()
    const { relay, owner } = await startFirst(await environmentFor(hiapi, { RELAY_PUBLIC_URL: '' }))
    await orderLarge(owner, orders)
    const created = async () => (await hiapi.state()).tasks.length
    await expect.poll(created, { timeout: 90_000 }).toBe(orders)
    const most = (await relay.mostMemory()) / 1e6
    console.log(`${orders} bodies of 8 MB: ${most.toFixed(0)} MB at most`)
    expect(most).toBeLessThan(200)
  },
)
