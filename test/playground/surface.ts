import type { Env, Surface } from '../host/env/env.ts'

/**
 * Surfaces out of canvas elements. Chromium draws the edge of a clip smooth on these, and jagged
 * on an OffscreenCanvas: circles and round corners are clips here.
 */
export const smooth = (env: Env): Env => ({ ...env, createSurface })

function createSurface(width: number, height: number): Surface {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser gives no canvas')
  return {
    width,
    height,
    pen: context,
    drawable: canvas,
    encode: async (type) => {
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.92))
      if (blob === null) throw new Error('the canvas could not be written')
      return new Uint8Array(await blob.arrayBuffer())
    },
  }
}
