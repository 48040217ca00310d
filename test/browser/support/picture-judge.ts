import {
  BrokenPictureError,
  makePlaceable,
  TooManyPixelsError,
} from '../../../ui/services/images/placeable-image.ts'
import { browserPixels } from '../../../ui/services/images/image-codec.ts'
import { imageHeader } from '../../host/document/image-header.ts'

/** What became of a file in the window's own code, and what the browser says of it by itself. */
export interface Verdict {
  readonly outcome: 'placed' | 'broken' | 'too-large' | 'threw'
  /** What was thrown, or what Figma would be given. */
  readonly detail: string
  /** Whether the browser decodes the file; asked only where the window's code calls it broken. */
  readonly isDecoded: boolean
  /** Milliseconds. */
  readonly took: number
}

declare global {
  interface Window {
    judge?: (base64: string) => Promise<Verdict>
  }
}

globalThis.window.judge = async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const begun = performance.now()
  const judged = await judge(bytes)
  const took = performance.now() - begun
  const isDecoded = judged.outcome === 'broken' && (await sizeOf(bytes)) !== null
  return { ...judged, took, isDecoded }
}

async function judge(bytes: Uint8Array<ArrayBuffer>): Promise<Pick<Verdict, 'outcome' | 'detail'>> {
  try {
    const placed = await makePlaceable(bytes, browserPixels)
    const header = imageHeader(placed.bytes)
    const shown = await sizeOf(new Uint8Array(placed.bytes))
    const isTaken =
      header !== null && shown === `${String(header.width)} × ${String(header.height)}`
    return isTaken
      ? { outcome: 'placed', detail: shown }
      : {
          outcome: 'threw',
          detail: `Figma would be given ${JSON.stringify(header)}: ${String(shown)}`,
        }
  } catch (error) {
    if (error instanceof TooManyPixelsError) {
      return { outcome: 'too-large', detail: JSON.stringify(error.size) }
    }
    if (error instanceof BrokenPictureError) return { outcome: 'broken', detail: error.message }
    return { outcome: 'threw', detail: String(error) }
  }
}

async function sizeOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  try {
    const image = await createImageBitmap(new Blob([bytes]))
    const size = `${String(image.width)} × ${String(image.height)}`
    image.close()
    return size
  } catch {
    // The browser's answer: it is no picture.
    return null
  }
}
