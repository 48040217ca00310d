import type { Caller } from '../../plugin/protocol/channel.ts'
import { PluginError } from '../../plugin/protocol/errors.ts'
import type { ImageHash } from '../../plugin/protocol/ids.ts'
import type { Reference } from '../../plugin/protocol/recipe.ts'
import type { UsableSource } from '../../plugin/protocol/source.ts'
import type { Pixels } from '../images/pixels.ts'
import { prepareReference, referenceEdge } from '../images/reference.ts'

/** Data URIs that are kept at hand; a run goes source by source, so few are needed at a time. */
const mostKept = 4

export interface References {
  /** Exports a source once and keeps in the file what will go to the API. */
  capture(source: UsableSource): Promise<Reference>
  /** The reference as the API reads it: always the same string for the same reference. */
  dataUri(reference: Reference): Promise<string>
}

export function createReferences(caller: Caller, pixels: Pixels): References {
  const kept = new Map<ImageHash, Promise<string>>()

  function keep(hash: ImageHash, uri: Promise<string>): Promise<string> {
    kept.delete(hash)
    kept.set(hash, uri)
    uri.catch(() => {
      // Whoever waits for it hears of it; the next one tries again.
      if (kept.get(hash) === uri) kept.delete(hash)
    })
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
    return uri
  }

  async function readBack(reference: Reference): Promise<string> {
    const { bytes } = await caller.call('readReference', { hash: reference.hash })
    if (bytes === null) throw new PluginError('reference-gone')
    return pixels.dataUri(bytes, reference.type)
  }

  return {
    async capture(source) {
      const exported = await caller.call('capture', { source: source.id, longEdge: referenceEdge })
      const { type, bytes, width, height } = await prepareReference(exported.bytes, pixels)
      const { hash } = await caller.call('keepReference', { bytes })
      await keep(hash, pixels.dataUri(bytes, type))
      return { hash, type, width, height }
    },
    dataUri(reference) {
      return keep(reference.hash, kept.get(reference.hash) ?? readBack(reference))
    },
  }
}
