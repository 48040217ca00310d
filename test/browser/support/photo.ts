import { grainyPhoto } from '../../grainy-photo.ts'
import type { Stage } from './stage.ts'

/** In pixels of the canvas: a card with the round corners that they usually have. */
const size = { width: 1200, height: 900 }
const radius = 32

/** Puts a frame on the page that shows a photograph, and selects it. */
export async function selectPhoto(
  stage: Stage,
  pixels = { width: 2048, height: 1536 },
): Promise<void> {
  const base64 = (await grainyPhoto(pixels, 0)).toString('base64')
  await stage.page.evaluate(
    ({ base64, size, radius }) => {
      const { playground } = globalThis as unknown as Window
      if (playground === undefined) throw new Error('This is not the playground')
      const { document, person } = playground
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const imageHash = document.images.add(bytes)
      const frame = document.create('FRAME', document.currentPage, {
        ...size,
        name: 'Photograph',
        y: 6_000,
        topLeftRadius: radius,
        topRightRadius: radius,
        bottomLeftRadius: radius,
        bottomRightRadius: radius,
        clipsContent: true,
        fills: [{ type: 'IMAGE', imageHash, scaleMode: 'FILL' }],
      })
      person.select([frame])
    },
    { base64, size, radius },
  )
}
