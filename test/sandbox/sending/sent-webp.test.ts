import { expect, test } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { grainyPhoto } from '../../grainy-photo.ts'
import { sniff } from '../../hiapi/api/sniff.ts'
import { addFrame } from '../../host/builders.ts'

const size = { width: 700, height: 500 }

/** A frame that shows a photograph with round corners. */
async function addPhoto({ document }: World): Promise<string> {
  const imageHash = document.images.add(new Uint8Array(await grainyPhoto(size, 40)))
  const fills = [{ type: 'IMAGE', imageHash, scaleMode: 'FILL' } as const]
  return addFrame(document, document.currentPage, { name: 'Photo', y: 900, ...size, fills })
}

test('a WebP whose answer was lost with the window is sent again byte for byte, and makes one task', async () => {
  const world = createWorld()
  const photo = await addPhoto(world)
  await live(
    world,
    async (life) => {
      await life.generate([photo], ['1:1'])
      await life.atRest()
    },
    ({ kind }) => kind === 'POST answered',
  )
  await live(world, (life) => life.atRest())
  const posts = world.hiapi.requests.filter(({ op }) => op === 'create')
  const [first, again] = posts.map(({ body }) => Buffer.from(body))
  expect(posts).toHaveLength(2)
  expect(first?.equals(again ?? Buffer.of())).toBe(true)
  const { input } = JSON.parse(String(first)) as { input: { input_urls: string[] } }
  const [head = '', base64 = ''] = input.input_urls[0]?.split(',') ?? []
  expect([head, sniff(Buffer.from(base64, 'base64'))]).toEqual(['data:image/webp;base64', 'webp'])
  expect([world.hiapi.tasks.size, world.hiapi.counters.replays]).toEqual([1, 1])
  expect(variantsOf(world.document).map(({ recipe }) => recipe.progress.state)).toEqual(['done'])
})
