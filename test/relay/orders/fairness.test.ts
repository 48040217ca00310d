import { expect, test } from 'vitest'
import { dataUri, smallPicture } from '../support/member.ts'
import { useStage } from '../support/stage.ts'

const references = [dataUri(smallPicture())]
const stage = useStage({
  hiapi: { durations: { queued: 5, handling: 150, archiving: 5 } },
  environment: { RELAY_AT_ONCE: '10' },
})

test('five orders of one member pass a hundred of another', async () => {
  const { hiapi, owner } = stage()
  const bob = await stage().member('bob')
  const order = (client: typeof bob, name: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        client.orderUntilTaken({ key: `${name}-${n}`, prompt: `${name} ${n}`, references }),
      ),
    )
  await order(owner, 'Ann', 100)
  await order(bob, 'Bob', 5)
  const before = hiapi.hiapi.tasks.size
  expect(before).toBeLessThan(80)
  const starts = () => [...hiapi.hiapi.tasks.values()].map(({ recipe }) => recipe.prompt)
  const bobs = () =>
    starts().flatMap((prompt, index) => (prompt.startsWith('Bob') ? [index - before] : []))
  await expect.poll(bobs, { timeout: 30_000 }).toHaveLength(5)
  expect(Math.max(...bobs())).toBeLessThan(20)
})
