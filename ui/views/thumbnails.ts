import type { Caller } from '../../plugin/protocol/channel.ts'
import type { NodeId } from '../../plugin/protocol/ids.ts'

/** Twice the 80 pixels that a thumbnail is wide, for dense screens. */
const longEdge = 160

export interface Thumbnails {
  /** The picture of a source; null where it has none. Asked for once, one after the other. */
  get(source: NodeId): Promise<ImageBitmap | null>
  /** Forgets every source but these: the next time it is selected it may look different. */
  keep(sources: readonly NodeId[]): void
}

/** Small pictures of the sources, by node id, one export at a time so that Figma stays fluent. */
export function createThumbnails(caller: Caller): Thumbnails {
  const cache = new Map<NodeId, Promise<ImageBitmap | null>>()
  let last: Promise<unknown> = Promise.resolve()

  async function ask(source: NodeId): Promise<ImageBitmap | null> {
    // Deselected while others were drawn: nobody looks at it.
    if (!cache.has(source)) return null
    const { bytes } = await caller.call('thumbnail', { source, longEdge })
    return bytes === null ? null : createImageBitmap(new Blob([new Uint8Array(bytes)]))
  }

  return {
    get(source) {
      const known = cache.get(source)
      if (known !== undefined) return known
      // Without a picture the name is enough: a thumbnail is no reason to bother anyone.
      const asked = last
        .then(() => ask(source))
        .catch((error: unknown) => {
          console.warn('A source is shown without its picture.', error)
          return null
        })
      cache.set(source, asked)
      last = asked
      return asked
    },
    keep(sources) {
      const kept = new Set(sources)
      for (const [source, asked] of cache) {
        if (kept.has(source)) continue
        cache.delete(source)
        void asked.then((bitmap) => {
          bitmap?.close()
        })
      }
    },
  }
}
