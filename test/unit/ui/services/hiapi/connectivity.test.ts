import { expect, test } from 'vitest'
import { observeNetwork } from '../../../../../ui/services/hiapi/connectivity.ts'
import { createVirtualClock } from '../../../../hiapi/virtual-clock.ts'

const api = 'https://api.hiapi.ai/v1/tasks'

function create() {
  const clock = createVirtualClock()
  const document = new EventTarget()
  const view = { document, navigator: { onLine: true } }
  const network = observeNetwork(view as unknown as Window & typeof globalThis, clock)
  const report = (blockedURI: string) => {
    document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI }))
  }
  return { clock, report, refused: () => clock.run(network.refusedByPolicy(api)) }
}

test('a request is refused if a report came just before it failed, or comes right after', async () => {
  const before = create()
  before.report(api)
  expect(await before.refused()).toBe(true)
  const after = create()
  const refused = after.refused()
  after.report('https://api.hiapi.ai')
  expect(await refused).toBe(true)
  expect(await create().refused()).toBe(false)
})

// Chromium reports the address that was asked, not the one that it led to.
test('an address that once led to a refused host is not refused itself from then on', async () => {
  const { clock, report, refused } = create()
  report(api)
  await clock.advance(5_000)
  // Otherwise an answer that is lost now would count as a request that was never sent.
  expect(await refused()).toBe(false)
})
