import type { Caller } from '../../plugin/protocol/channel.ts'
import type { Reference } from '../../plugin/protocol/recipe.ts'

/** Twice the 32 pixels that a thumbnail is wide, for dense screens. */
const longEdge = 64

/** The picture of a reference, small; null where the file has it no more. The caller closes it. */
export type ReferencePictures = (reference: Reference) => Promise<ImageBitmap | null>

/** Draws what is sent, not the layer that it was made from: that may have changed since. */
export function createReferencePictures(caller: Caller): ReferencePictures {
  let last: Promise<unknown> = Promise.resolve()

  async function read({ hash, type, width, height }: Reference): Promise<ImageBitmap | null> {
    const { bytes } = await caller.call('readReference', { hash })
    if (bytes === null) return null
    const scale = Math.min(1, longEdge / Math.max(width, height))
    return createImageBitmap(new Blob([new Uint8Array(bytes)], { type }), {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'medium',
    })
  }

  return (reference) => {
    // One picture at a time crosses between the halves.
    const asked = last.then(() => read(reference))
    last = asked.catch((error: unknown) => {
      console.warn('A reference is shown without its picture.', error)
    })
    return asked.catch(() => null)
  }
}
