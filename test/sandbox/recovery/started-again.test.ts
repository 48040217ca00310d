import { describe, expect, test } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { begun, createHalf, jobOf, keepReference, partOf, reservationsOf } from '../support/half.ts'

const parts = Array.from({ length: 12 }, (_, index) => partOf(`Banner ${String(index)}`, 30, 20))
const jobs = [jobOf('a', parts)]

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A plugin that is started again while it makes frames, and what its windows ask for. */
async function startedAgain() {
  const half = await createHalf()
  await begun(half, jobs)
  const request = {
    isFirst: false,
    section: null,
    reference: await keepReference(half, '#224488'),
    reservations: reservationsOf(half, jobs),
  }
  let answers = 0
  void half.caller.call('reserve', request).then(() => answers++)
  while (variantsOf(half.document).length === 0) await turn()
  expect(variantsOf(half.document).length).toBeLessThan(parts.length)
  half.startAgain()
  return { half, request, answersBefore: () => answers }
}

describe('started again in one life of the plugin, while frames are made', () => {
  test('it makes none of them twice', async () => {
    const { half, request } = await startedAgain()
    const { variants } = await half.caller.call('reserve', request)
    expect(variants[0]?.nodes).toHaveLength(parts.length)
    expect(variantsOf(half.document)).toHaveLength(parts.length)
    half.close()
  })

  test('the new window gets no answer that the one before has asked for', async () => {
    const { half, answersBefore } = await startedAgain()
    const { caller } = half
    // Windows number their requests alike. The last one has the number of the one under way.
    const sources = [1, 2, 3].map(() => caller.call('readSources', { nodes: [] }))
    expect(await Promise.all(sources)).toEqual(Array(3).fill({ sources: [] }))
    await expect.poll(() => variantsOf(half.document)).toHaveLength(parts.length)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(answersBefore()).toBe(0)
    half.close()
  })
})
