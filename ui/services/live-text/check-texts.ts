import type { FocalPoint, Size } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Scrim } from '../../../contract/model/live-text.ts'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import { sniff } from '../../../contract/hiapi/images/image-type.ts'
import { type HardText, legibilityOf } from '../../catalog/contrast/legibility.ts'
import { type Raster, rasterSize } from '../../catalog/contrast/pixels-under.ts'
import type { Pixels } from '../images/image-codec.ts'

/** A variant with texts over its picture, or a layer whose render will have some. */
export interface Pictured {
  readonly node: NodeId
  readonly focalPoint: FocalPoint
  /** The size that it gets; left out where it keeps its own. */
  readonly frame?: Size | null
}

export interface CheckedText {
  readonly node: NodeId
  /** The scrim that it needs; null where it needs none, or none helps. */
  readonly scrim: Scrim | null
  /** Whether it has one now. */
  readonly hasScrim: boolean
  /** The names of texts that were made smaller than planned. */
  readonly smaller: readonly string[]
  /** Texts that are hard to read with the scrim that it needs. */
  readonly hard: readonly HardText[]
  /** Those that are hard to read without any. */
  readonly hardWithout: readonly HardText[]
}

/** A picture scaled down, and its own size. */
export interface Scaled {
  readonly raster: Raster
  readonly picture: Size
}

/** Decodes a picture only to scale it down. Rejects if the bytes are no picture. */
export async function scaledPicture(bytes: Uint8Array, pixels: Pixels): Promise<Scaled> {
  const bitmap = await pixels.decode(bytes, sniff(bytes)?.type ?? '')
  try {
    const picture = { width: bitmap.width, height: bitmap.height }
    const size = rasterSize(picture)
    return { raster: { ...size, data: bitmap.raster(size) }, picture }
  } finally {
    bitmap.close()
  }
}

/**
 * Measures the texts that stand over one picture.
 *
 * @param scaled asked for only where there is a text
 */
export async function checkTexts(
  plugin: PluginClient,
  variants: readonly Pictured[],
  scaled: () => Promise<Scaled>,
): Promise<CheckedText[]> {
  const nodes = variants.map(({ node }) => node)
  const laid = (await plugin.call('readLaidTexts', { nodes })).variants
  if (laid.every(({ texts, smaller }) => texts.length + smaller.length === 0)) return []
  const shown = await scaled()
  return laid.flatMap(({ node, size, texts, smaller, hasScrim }) => {
    const variant = variants.find((each) => each.node === node)
    if (variant === undefined) return []
    const { focalPoint, frame } = variant
    const found = legibilityOf({ ...shown, frame: frame ?? size, focalPoint }, texts)
    return [{ node, hasScrim, smaller, ...found }]
  })
}
