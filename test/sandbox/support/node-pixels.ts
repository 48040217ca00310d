import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Pixels } from '../../../ui/services/images/image-codec.ts'
import { sniff } from '../../../contract/images/image-type.ts'

/** The window's pixels by a canvas for Node, so that the real engine runs without a browser. */
export const nodePixels: Pixels = {
  async decode(bytes) {
    // A browser refuses what is cut off; this canvas shows the part that is there.
    if (sniff(bytes)?.end === null) throw new Error('The picture is cut off')
    const image = await loadImage(bytes)
    const { width, height } = image
    const draw = (size: { width: number; height: number }) => {
      const canvas = createCanvas(size.width, size.height)
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0, size.width, size.height)
      return { canvas, context }
    }
    return {
      width,
      height,
      isTransparent() {
        const { data } = draw({ width, height }).context.getImageData(0, 0, width, height)
        for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true
        return false
      },
      async encode(type, size = { width, height }, quality = 0.92) {
        const { canvas } = draw(size)
        const encoded =
          type === 'image/png'
            ? await canvas.encode('png')
            : await canvas.encode('jpeg', quality * 100)
        return new Uint8Array(encoded)
      },
      async webp(quality) {
        const { canvas } = draw({ width, height })
        return new Uint8Array(await canvas.encode('webp', quality * 100))
      },
      async transformed([[a, c, x], [b, d, y]], size) {
        const canvas = createCanvas(size.width, size.height)
        const context = canvas.getContext('2d')
        context.setTransform(a, b, c, d, x, y)
        context.drawImage(image, 0, 0)
        return new Uint8Array(await canvas.encode('png'))
      },
      raster({ width: across, height: down }) {
        return draw({ width: across, height: down }).context.getImageData(0, 0, across, down).data
      },
      close() {},
    }
  },
  dataUri: (bytes, type) =>
    Promise.resolve(`data:${type};base64,${Buffer.from(bytes).toString('base64')}`),
}
