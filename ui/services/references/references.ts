import type { PluginClient } from '../../../contract/protocol/client.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { ImageHash, NodeId } from '../../../contract/model/ids.ts'
import { referenceSize } from '../../../contract/model/reference-size.ts'
import { mostFurther, type Reference } from '../../../contract/model/reference.ts'
import type { Pixels } from '../images/image-codec.ts'
import {
  furtherEdge,
  mostFurtherBytes,
  mostReferenceBytes,
  type PreparedReference,
  prepareReference,
  referenceOfPicture,
  sentOf,
} from '../images/prepare-reference.ts'
import { standUpright } from '../images/straighten.ts'
import { createLruCache } from '../../lib/lru-cache.ts'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'

/** Data URIs that are kept at hand; a run goes source by source, so few are needed at a time. */
const mostKept = 4
/** What all references weigh together in a request that was too large before: less than 1 MB with the rest. */
const reducedBytes = 600_000
/** A picture that has to be smaller shows the model hardly anything. */
const leastBytes = 40_000

/** The pictures that go to the API: made once, kept in the file, read back as often as needed. */
export interface References {
  /**
   * Exports a source and keeps in the file what will go to the API: upright, as it looks while it is not
   * turned.
   *
   * @param further what goes along with it: together they have to fit into one request
   */
  capture(source: NodeId, further: readonly Reference[]): Promise<Reference>
  /**
   * As `capture`, of a layer that is to be swapped.
   *
   * @throws {PluginError} `source-gone`, `layer-refused`, `export-failed`
   */
  captureLayer(layer: NodeId, further: readonly Reference[]): Promise<Reference>
  /** Makes a further reference of any layer that shows something. */
  captureFurther(node: NodeId): Promise<Reference>
  /**
   * Makes a reference of a picture that the file has.
   *
   * @throws {PluginError} `reference-gone` where it has it no more
   */
  fromPicture(hash: ImageHash, further: readonly Reference[]): Promise<Reference>
  /**
   * Makes a smaller one of a reference that was too large to send: a request with it is below 900 kB.
   *
   * @returns null where it can't be made notably smaller
   * @throws {PluginError} `reference-gone`
   */
  reduce(reference: Reference, further: readonly Reference[]): Promise<Reference | null>
  /**
   * The references as the API reads them, the source's own first: always the same strings for the same
   * references.
   *
   * @throws {PluginError} `reference-gone`
   */
  dataUris(own: Reference, further: readonly Reference[]): Promise<readonly string[]>
}

export function createReferences(caller: PluginClient, pixels: Pixels): References {
  const own = createLruCache<ImageHash, string>(mostKept)
  const others = createLruCache<ImageHash, string>(mostFurther)

  async function bytesOf(hash: ImageHash): Promise<Uint8Array> {
    const { bytes } = await caller.call('readReference', { hash })
    if (bytes === null) throw new PluginError('reference-gone')
    return bytes
  }

  async function read({ hash, type }: Reference): Promise<string> {
    return uriOf(await bytesOf(hash), type)
  }

  function uriOf(kept: Uint8Array, type: Reference['type']): Promise<string> {
    const sent = sentOf(kept, type)
    return pixels.dataUri(sent.bytes, sent.type)
  }

  /** One after the other: a message holds one picture at the most. */
  async function readFurther(further: readonly Reference[]): Promise<string[]> {
    const uris: string[] = []
    for (const each of further) uris.push(await others.get(each.hash, () => read(each)))
    return uris
  }

  /** What the source's own reference may weigh beside the others: three bytes make four characters. */
  async function roomBeside(
    further: readonly Reference[],
    most = mostReferenceBytes,
  ): Promise<number> {
    const uris = await readFurther(further)
    return uris.reduce((room, uri) => room - Math.ceil((uri.length * 3) / 4), most)
  }

  async function keep(prepared: PreparedReference): Promise<Reference> {
    const { type, bytes, width, height } = prepared
    const { hash } = await caller.call('keepReference', { bytes })
    return { hash, type, width, height }
  }

  async function keepOwn(prepared: PreparedReference): Promise<Reference> {
    const reference = await keep(prepared)
    await own.get(reference.hash, () => uriOf(prepared.bytes, prepared.type))
    return reference
  }

  async function keepCaptured(captured: ResponseOf<'capture'>, room: number): Promise<Reference> {
    const { bytes, size, bounds } = captured
    const { width, height } = referenceSize(size, bounds)
    const upright = await standUpright(bytes, captured, Math.max(width, height), pixels)
    return keepOwn(await prepareReference(upright, pixels, room))
  }

  return {
    async capture(source, further) {
      const room = await roomBeside(further)
      return keepCaptured(await caller.call('capture', { source }), room)
    },
    async captureLayer(layer, further) {
      const room = await roomBeside(further)
      return keepCaptured(await caller.call('captureLayer', { layer }), room)
    },
    async captureFurther(node) {
      const { bytes } = await caller.call('captureReference', { node, longEdge: furtherEdge })
      return keep(await prepareReference(bytes, pixels, mostFurtherBytes))
    },
    async fromPicture(hash, further) {
      const room = await roomBeside(further)
      return keepOwn(await referenceOfPicture(await bytesOf(hash), pixels, room))
    },
    async reduce({ hash, type }, further) {
      const room = await roomBeside(further, reducedBytes)
      const { bytes } = sentOf(await bytesOf(hash), type)
      if (room < leastBytes || bytes.byteLength <= room) return null
      return keepOwn(await referenceOfPicture(bytes, pixels, room))
    },
    async dataUris(reference, further) {
      const first = await own.get(reference.hash, () => read(reference))
      return [first, ...(await readFurther(further))]
    },
  }
}
