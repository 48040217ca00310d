import type { PluginClient } from '../../../contract/protocol/client.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { ImageHash, NodeId } from '../../../contract/model/ids.ts'
import { referenceSize } from '../../../contract/geometry/reference-size.ts'
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
import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { RelayLink } from '../relay/relay-link.ts'
import type { Uploads } from './uploads.ts'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'

/** Data URIs that are cached; a run works source by source, so it needs few at a time. */
const mostKept = 4
/** Numbers that are cached. */
const mostWeights = 200
/** Limit of all references together after a request was too large: less than 1 MB with the rest. */
const reducedBytes = 600_000
/** Below this size a picture shows the model hardly anything. */
const leastBytes = 40_000

/** The pictures that are sent to the API: made once, kept in the file, read as often as needed. */
export interface References {
  /**
   * Exports a source and keeps the picture for the API in the file: upright, as the source looks unrotated.
   *
   * @param further the references sent with it: all together must fit into one request
   * @param without layers that the picture does not show, because their text stays live
   */
  capture(
    source: NodeId,
    further: readonly Reference[],
    without?: readonly NodeId[],
  ): Promise<Reference>
  /**
   * As `capture`, for a layer to be swapped.
   *
   * @throws {PluginError} `source-gone`, `layer-refused`, `export-failed`, `text-unclear`
   */
  captureLayer(
    layer: NodeId,
    further: readonly Reference[],
    without?: readonly NodeId[],
  ): Promise<Reference>
  /** Makes a further reference of any layer that shows something. */
  captureFurther(node: NodeId): Promise<Reference>
  /**
   * Makes a reference from a picture in the file.
   *
   * @throws {PluginError} `reference-gone` if the file no longer has it
   */
  fromPicture(hash: ImageHash, further: readonly Reference[]): Promise<Reference>
  /**
   * Makes a smaller version of a reference that was too large to send: a request with it is below 900 kB.
   *
   * @returns null if it can't be made notably smaller
   * @throws {PluginError} `reference-gone`
   */
  reduce(reference: Reference, further: readonly Reference[]): Promise<Reference | null>
  /**
   * The references as the API reads them, the source's own first: data URIs, or the addresses of uploads at a
   * relay. The same references always give the same strings.
   *
   * @throws {PluginError} `reference-gone`
   * @throws {HiApiError} if the relay does not take one
   */
  addresses(
    own: Reference,
    further: readonly Reference[],
    relay: RelayInfo | null,
  ): Promise<readonly string[]>
  /** Call it if the relay does not have these references: they are uploaded again when needed. */
  forgetUploads(references: readonly Reference[]): void
}

interface RelayParts {
  readonly link: Pick<RelayLink, 'known'>
  readonly uploads: Uploads
}

export function createReferences(
  plugin: PluginClient,
  pixels: Pixels,
  { link, uploads }: RelayParts,
): References {
  /** The bytes of the references that are sent to a relay. */
  const weights = createLruCache<ImageHash, number>(mostWeights)
  const own = createLruCache<ImageHash, string>(mostKept)
  const others = createLruCache<ImageHash, string>(mostFurther)

  async function bytesOf(hash: ImageHash): Promise<Uint8Array> {
    const { bytes } = await plugin.call('readReference', { hash })
    if (bytes === null) throw new PluginError('reference-gone')
    return bytes
  }

  const sentBytes = async ({ hash, type }: Reference) => sentOf(await bytesOf(hash), type)

  async function read({ hash, type }: Reference): Promise<string> {
    return uriOf(await bytesOf(hash), type)
  }

  function uriOf(kept: Uint8Array, type: Reference['type']): Promise<string> {
    const sent = sentOf(kept, type)
    return pixels.dataUri(sent.bytes, sent.type)
  }

  /** One after the other, because a message holds at most one picture. */
  async function readFurther(further: readonly Reference[]): Promise<string[]> {
    const uris: string[] = []
    for (const each of further) uris.push(await others.get(each.hash, () => read(each)))
    return uris
  }

  /** The bytes left for the source's own reference beside the others. */
  async function roomBeside(further: readonly Reference[]): Promise<number> {
    const relay = await link.known()
    if (relay === null) return mostReferenceBytes - (await charactersOf(further))
    let room = relay.references.together
    for (const each of further) {
      room -= await weights.get(each.hash, async () => (await sentBytes(each)).bytes.byteLength)
    }
    return Math.min(room, relay.references.maxBytes)
  }

  /** The bytes that data URIs take: three bytes make four characters. */
  async function charactersOf(further: readonly Reference[]): Promise<number> {
    const uris = await readFurther(further)
    return uris.reduce((sum, uri) => sum + Math.ceil((uri.length * 3) / 4), 0)
  }

  async function keep(prepared: PreparedReference): Promise<Reference> {
    const { type, bytes, width, height } = prepared
    const { hash } = await plugin.call('keepReference', { bytes })
    return { hash, type, width, height }
  }

  async function keepOwn(prepared: PreparedReference): Promise<Reference> {
    const reference = await keep(prepared)
    if ((await link.known()) === null) {
      await own.get(reference.hash, () => uriOf(prepared.bytes, prepared.type))
    }
    return reference
  }

  async function keepCaptured(captured: ResponseOf<'capture'>, room: number): Promise<Reference> {
    const { bytes, size, bounds } = captured
    const { width, height } = referenceSize(size, bounds)
    const upright = await standUpright(bytes, captured, Math.max(width, height), pixels)
    return keepOwn(await prepareReference(upright, pixels, room))
  }

  return {
    async capture(source, further, without = []) {
      const room = await roomBeside(further)
      return keepCaptured(await plugin.call('capture', { source, without: [...without] }), room)
    },
    async captureLayer(layer, further, without = []) {
      const room = await roomBeside(further)
      return keepCaptured(await plugin.call('captureLayer', { layer, without: [...without] }), room)
    },
    async captureFurther(node) {
      const { bytes } = await plugin.call('captureReference', { node, longEdge: furtherEdge })
      return keep(await prepareReference(bytes, pixels, mostFurtherBytes))
    },
    async fromPicture(hash, further) {
      const room = await roomBeside(further)
      return keepOwn(await referenceOfPicture(await bytesOf(hash), pixels, room))
    },
    async reduce({ hash, type }, further) {
      // A relay gets each reference in a separate request.
      const beside = (await link.known()) === null ? await charactersOf(further) : 0
      const room = reducedBytes - beside
      const { bytes } = sentOf(await bytesOf(hash), type)
      if (room < leastBytes || bytes.byteLength <= room) return null
      return keepOwn(await referenceOfPicture(bytes, pixels, room))
    },
    async addresses(reference, further, relay) {
      if (relay !== null) {
        const texts: string[] = []
        for (const each of [reference, ...further]) {
          texts.push(await uploads.address(relay, each.hash, () => sentBytes(each)))
        }
        return texts
      }
      const first = await own.get(reference.hash, () => read(reference))
      return [first, ...(await readFurther(further))]
    },
    forgetUploads(references) {
      uploads.forget(references.map(({ hash }) => hash))
    },
  }
}
