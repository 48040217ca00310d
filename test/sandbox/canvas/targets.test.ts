import { isOffered } from '../../../contract/hiapi/models/model.ts'
import { ratiosOf } from '../../../contract/hiapi/models/model.ts'
import { proportionOf } from '../../../contract/model/target.ts'
import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resolutions } from '../../../contract/model/target.ts'
import { frameOfPicture, frameOfRatio } from '../../../ui/catalog/targets/frame-size.ts'
import { addPoster } from '../support/frames.ts'
import { type Rig, createRig } from '../support/rig.ts'
import { frameOf } from '../support/wish.ts'

let rig: Rig
beforeAll(async () => {
  rig = await createRig()
})
afterAll(() => rig.close())

const pairs = resolutions.flatMap((resolution) =>
  ratiosOf(gptImage2)
    .filter((ratio) => isOffered(gptImage2, { ratio, resolution }))
    .map((ratio) => [ratio, resolution] as const),
)

test.each(pairs)('%s at %s: the right request and the right frame', async (ratio, resolution) => {
  const size = { width: 500, height: 700 }
  const poster = addPoster(rig.document, `Poster ${ratio} ${resolution}`, size)
  const before = rig.server.hiapi.requests.length
  await rig.generate({ frames: [poster], ratios: [ratio], resolution })
  const [job] = await rig.until(
    ([newest]) => newest?.plan.source.id === poster && newest.state.name === 'done',
  )
  const [post] = rig.server.hiapi.requests.slice(before).filter(({ op }) => op === 'create')
  const { input } = JSON.parse(Buffer.from(post?.body ?? []).toString()) as {
    input: Record<string, unknown>
  }
  expect(input).toMatchObject({ aspect_ratio: ratio, resolution })
  const { width, height } = rig.document.node(frameOf(job)).props
  const proportion = proportionOf(ratio)
  expect({ width, height }).toEqual(
    proportion === null
      ? frameOfPicture(job?.picture ?? size, size)
      : frameOfRatio(proportion, size),
  )
})
