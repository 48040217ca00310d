import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterEach, expect, test } from 'vitest'
import { sniff } from '../../hiapi/api/sniff.ts'
import { selectPhoto } from '../support/photo.ts'
import { windowFrame } from '../support/plugin-window.ts'
import { openStage, openTasks, type Stage, tick } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

/** Orders a picture of a photograph with round corners; the reference as it was sent. */
async function sentOfPhoto(): Promise<Buffer> {
  const { window, playground } = stage
  await selectPhoto(stage, { width: 600, height: 450 })
  await window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await tick(stage, ['1:1'])
  await window.getByRole('button', { name: /^Generate/ }).click()
  await openTasks(stage)
  await window.getByRole('listitem').filter({ hasText: 'Done' }).waitFor({ timeout: 60_000 })
  const [post] = playground.hiapi?.hiapi.requests.filter(({ op }) => op === 'create') ?? []
  const { input } = JSON.parse(Buffer.from(post?.body ?? []).toString()) as {
    input: { input_urls: string[] }
  }
  const [head = '', base64 = ''] = input.input_urls[0]?.split(',') ?? []
  const bytes = Buffer.from(base64, 'base64')
  expect(head).toBe(`data:image/${String(sniff(bytes))};base64`)
  return bytes
}

/** How much the corner and the middle of a picture hide, 0 to 255. */
async function alphas(bytes: Buffer): Promise<(number | undefined)[]> {
  const image = await loadImage(bytes)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const at = (x: number, y: number) => context.getImageData(x, y, 1, 1).data[3]
  return [at(0, 0), at(image.width >> 1, image.height >> 1)]
}

test('a photograph with round corners goes out as WebP, and they let through what they did', async () => {
  stage = await openStage({ hasRelay: false })
  const sent = await sentOfPhoto()
  expect(sniff(sent)).toBe('webp')
  expect(await alphas(sent)).toEqual([0, 255])
  expect(stage.complaints).toEqual([])
})

test('where the browser answers a wish for WebP with PNG, the PNG that was exported goes out', async () => {
  stage = await openStage({ hasRelay: false })
  await windowFrame(stage.page).evaluate(() => {
    const { prototype } = OffscreenCanvas
    const convert = Reflect.get(prototype, 'convertToBlob')
    prototype.convertToBlob = function (how) {
      const type = how?.type === 'image/webp' ? 'image/png' : how?.type
      return convert.call(this, { ...how, ...(type === undefined ? {} : { type }) })
    }
  })
  const sent = await sentOfPhoto()
  expect(sniff(sent)).toBe('png')
  expect(await alphas(sent)).toEqual([0, 255])
})
