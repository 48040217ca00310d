import { newQuickJSWASMModuleFromVariant, newVariant, RELEASE_SYNC } from 'quickjs-emscripten'
import { quickJsEngine } from '../sandbox/quickjs.ts'
import type { Env, Surface } from './env.ts'

/**
 * The stand-in's footing in a page. `wasm` is the sandbox's program,
 * `@jitl/quickjs-wasmfile-release-sync/wasm`: its bytes, or the address where it is served.
 */
export const createBrowserEnv = ({ wasm }: { wasm: ArrayBuffer | Uint8Array | string }): Env => {
  const load = async () => {
    const bytes = typeof wasm === 'string' ? await (await fetch(wasm)).arrayBuffer() : wasm
    const wasmBinary = new Uint8Array(bytes).buffer
    // the location is never fetched; without one, the loader makes it out of `import.meta.url`,
    // which a classic script does not have
    const variant = newVariant(RELEASE_SYNC, { wasmBinary, wasmLocation: 'quickjs.wasm' })
    return quickJsEngine(await newQuickJSWASMModuleFromVariant(variant))
  }
  let loaded: ReturnType<typeof load> | null = null
  return {
    loadEngine: () => (loaded ??= load()),
    createSurface,
    decodeImage: async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]))
      return { width: image.width, height: image.height, drawable: image }
    },
  }
}

/**
 * Surfaces out of canvas elements. Chromium draws the edge of a clip smooth on these, and jagged
 * on an OffscreenCanvas: circles and round corners are clips here.
 */
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
