import { expect, test } from 'vitest'
import { live } from '../../endure/live.ts'
import { person } from '../../host/builders.ts'
import { failureOf, generate } from '../support/earlier-window.ts'
import { retryFailed } from '../support/retry-failed.ts'
import { createRelayWorld } from '../support/world-with-relay.ts'

test('a picture that HiAPI made without the relay is not ordered from the relay to place it again', async () => {
  const { world, relay, set } = createRelayWorld()
  await live(world, generate(world))
  // The ledger has no record of a picture that was undone, and so of its account.
  person(world.document).undo()
  set(relay.token)
  await live(world, async (life) => {
    await life.until(([job]) => failureOf(job)?.remedy === 'new-frame')
    retryFailed(life.engine)
    await life.atRest()
    expect(failureOf(life.engine.snapshot().jobs[0])).toMatchObject({
      kind: 'task-unknown',
      remedy: 'check-again',
    })
  })
  expect(world.hiapi.tasks.size).toBe(1)
})
