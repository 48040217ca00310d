import type { FocalPoint, Size } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { LaidBlocks, Scrim } from '../../../contract/model/live-text.ts'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import { sniff } from '../../../contract/images/image-type.ts'
import { type HardText, legibilityOf } from '../../catalog/contrast/legibility.ts'
import { type Raster, rasterSize } from '../../catalog/contrast/pixels-under.ts'
import type { Pixels } from '../images/image-codec.ts'
import { readableLayout } from './readable-layout.ts'

/** A variant with texts over its picture, or a layer whose render will have texts. */
export interface Pictured {
  readonly node: NodeId
  readonly focalPoint: FocalPoint
  /** The size that it gets; left out if it keeps its own. */
  readonly frame?: Size | null
  /** Whether the picture is on show there: it is then measured as a designer has placed it. */
  readonly isShown?: boolean
  /**
   * The planned layout of its text, and others of similar quality. Called only if a text is hard to read.
   */
  readonly layouts?: () => Promise<readonly LaidBlocks[]>
}

export interface CheckedText {
  readonly node: NodeId
  /** The scrim that it needs; null if it needs none, or none helps. */
  readonly scrim: Scrim | null
  /** Whether it has one now. */
  readonly hasScrim: boolean
  /** The names of texts that were made smaller than planned. */
  readonly smaller: readonly string[]
  /** A layout in which all of its text can be read; undefined if the text stays where it is. */
  readonly layout: LaidBlocks | undefined
  /** Texts that are hard to read even with that scrim. */
  readonly hard: readonly HardText[]
  /** Texts that are hard to read without a scrim. */
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
 * Measures whether the texts over one picture can be read.
 *
 * @param scaled called only if there is a text
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
  const checked: CheckedText[] = []
  for (const { node, size, hasScrim, smaller, picture, ...over } of laid) {
    const variant = variants.find((each) => each.node === node)
    if (variant === undefined) continue
    const { focalPoint, frame, layouts, isShown } = variant
    const layer = isShown === true ? picture : undefined
    const view = { ...shown, frame: frame ?? size, focalPoint, layer }
    const found = legibilityOf(view, over.texts)
    const isHard = found.hardWithout.length > 0
    const layout = isHard && layouts ? readableLayout(view, over, await layouts()) : undefined
    const legibility = layout === undefined ? found : nothingHard
    checked.push({ node, hasScrim, smaller, layout, ...legibility })
  }
  return checked
}

const nothingHard = { scrim: null, hard: [], hardWithout: [] }
