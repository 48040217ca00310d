import type { Size } from '../../../contract/model/geometry.ts'
import type { Transform } from '../../../contract/model/transform.ts'

/** A decoded picture. Holds much memory until it is closed. */
export interface Bitmap extends Size {
  /** Whether any pixel lets the background through. */
  isTransparent(): boolean
  /**
   * Draws before it returns: the bitmap may be closed while the picture is being written.
   *
   * @param size the size to scale to; by default its own
   * @param quality 0 to 1, for JPEG
   */
  encode(type: 'image/png' | 'image/jpeg', size?: Size, quality?: number): Promise<Uint8Array>
  /**
   * As `encode`, in its own size.
   *
   * @returns null if this browser can't write WebP
   */
  webp(quality: number): Promise<Uint8Array | null>
  /**
   * The picture drawn by a transform on a transparent canvas, as PNG.
   *
   * @param transform from its own pixels to those of the result
   * @param size of the result
   */
  transformed(transform: Transform, size: Size): Promise<Uint8Array>
  /** Its pixels at another size, as RGBA. */
  raster(size: Size): Uint8ClampedArray
  close(): void
}

/** The platform's work with pixels; passed in, so that the engine runs without a canvas. */
export interface Pixels {
  /** Rejects if the bytes are no picture. */
  decode(bytes: Uint8Array, type: string): Promise<Bitmap>
  dataUri(bytes: Uint8Array, type: string): Promise<string>
}

/** Rows of pixels that are checked at a time: 2 MB at 2048 pixels a row. */
const strip = 256

/** Pixels by the window's own canvas. Works in a sandboxed frame of null origin; needs no URLs. */
export const browserPixels: Pixels = {
  async decode(bytes, type) {
    const image = await createImageBitmap(new Blob([unshared(bytes)], { type }))
    const { width, height } = image
    return {
      width,
      height,
      isTransparent() {
        const context = contextOf(width, Math.min(strip, height), true)
        for (let top = 0; top < height; top += strip) {
          context.clearRect(0, 0, width, strip)
          const rows = Math.min(strip, height - top)
          context.drawImage(image, 0, top, width, rows, 0, 0, width, rows)
          const { data } = context.getImageData(0, 0, width, rows)
          for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true
        }
        return false
      },
      async encode(to, size = { width, height }, quality) {
        return bytesOf(await encoded(scaled(image, size), to, quality))
      },
      async webp(quality) {
        const blob = await encoded(scaled(image, { width, height }), 'image/webp', quality)
        // A browser that can't write a format silently writes PNG.
        return blob.type === 'image/webp' ? bytesOf(blob) : null
      },
      async transformed([[a, c, x], [b, d, y]], size) {
        const context = contextOf(size.width, size.height, false)
        context.imageSmoothingQuality = 'high'
        context.setTransform(a, b, c, d, x, y)
        context.drawImage(image, 0, 0)
        return bytesOf(await encoded(context, 'image/png'))
      },
      raster(size) {
        const context = scaled(image, size)
        const { data } = context.getImageData(0, 0, size.width, size.height)
        release(context.canvas)
        return data
      },
      close: () => {
        image.close()
      },
    }
  },

  dataUri: (bytes, type) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader()
      reader.onload = () => {
        resolve(reader.result as string)
      }
      reader.onerror = () => {
        reject(reader.error ?? new Error('The bytes could not be read'))
      }
      reader.readAsDataURL(new Blob([unshared(bytes)], { type }))
    }),
}

/** A picture can be drawn at this share of its length in one step without losing fine detail. */
const finest = 0.4

/**
 * Draws a picture at another size, by halves first if that is far smaller. A canvas with finer smoothing
 * does the same, but Chromium then keeps the halves of recent pictures, 100 MB of them.
 */
function scaled(image: ImageBitmap, { width, height }: Size): OffscreenCanvasRenderingContext2D {
  let from: ImageBitmap | OffscreenCanvas = image
  for (;;) {
    const isLast = Math.max(width / from.width, height / from.height) >= finest
    const next = isLast
      ? { width, height }
      : { width: Math.ceil(from.width / 2), height: Math.ceil(from.height / 2) }
    const context = contextOf(next.width, next.height, false)
    context.drawImage(from, 0, 0, next.width, next.height)
    if (from instanceof OffscreenCanvas) release(from)
    if (isLast) return context
    from = context.canvas
  }
}

/** Otherwise the pixels stay in memory until garbage collection, beside those of the next picture. */
function release(canvas: OffscreenCanvas): void {
  canvas.width = 0
  canvas.height = 0
}

async function encoded(
  { canvas }: OffscreenCanvasRenderingContext2D,
  type: string,
  quality?: number,
): Promise<Blob> {
  const how = { type, ...(quality === undefined ? {} : { quality }) }
  try {
    return await withIdleTime(canvas.convertToBlob(how))
  } finally {
    release(canvas)
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer())
}

/**
 * Chromium encodes canvases in idle time, and a window that draws nothing may get none for seconds.
 * Requesting frames makes Chromium grant some idle time after each.
 */
async function withIdleTime<Result>(work: Promise<Result>): Promise<Result> {
  let frame = 0
  const ask = () => {
    frame = requestAnimationFrame(ask)
  }
  ask()
  try {
    return await work
  } finally {
    cancelAnimationFrame(frame)
  }
}

function contextOf(
  width: number,
  height: number,
  willReadFrequently: boolean,
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently })
  if (context === null) throw new Error('This window has no canvas')
  return context
}

/** `Blob` takes no shared memory, and the type can't rule that out; only such bytes are copied. */
function unshared({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array<ArrayBuffer> {
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength))
}
