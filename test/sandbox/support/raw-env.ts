import { createCanvas } from '@napi-rs/canvas'
import type { Env, Pen } from '../../host/env/env.ts'
import { createNodeEnv } from '../../host/env/node.ts'

/** A footing whose PNGs are the bare pixels: it keeps every one as it is, and spares the packing. */
export const rawEnv: Env = {
  ...createNodeEnv(),
  createSurface(width, height) {
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    return {
      width,
      height,
      pen: context as unknown as Pen,
      drawable: canvas,
      encode: async (type) =>
        type === 'image/png'
          ? new Uint8Array(context.getImageData(0, 0, width, height).data.buffer)
          : new Uint8Array(await canvas.encode('jpeg', 92)),
    }
  },
}
