import { createCanvas, loadImage } from '@napi-rs/canvas'
import { getQuickJS } from 'quickjs-emscripten'
import { quickJsEngine } from '../sandbox/quickjs.ts'
import type { Engine } from '../sandbox/realm.ts'
import type { Env, Pen } from './env.ts'

export const loadQuickJs = async (): Promise<Engine> => quickJsEngine(await getQuickJS())

/** The stand-in's footing in Node. */
export const createNodeEnv = (loadEngine = loadQuickJs): Env => ({
  loadEngine,
  createSurface: (width, height) => {
    const canvas = createCanvas(width, height)
    return {
      width,
      height,
      pen: canvas.getContext('2d') as unknown as Pen,
      drawable: canvas,
      encode: async (type) =>
        new Uint8Array(
          type === 'image/png' ? await canvas.encode('png') : await canvas.encode('jpeg', 92),
        ),
    }
  },
  decodeImage: async (bytes) => {
    const image = await loadImage(Buffer.from(bytes))
    return { width: image.width, height: image.height, drawable: image }
  },
})
