import type { LiveText, LiveTextRefusal } from '../../contract/model/canvas-text.ts'
import { mostBlocks } from '../../contract/model/live-text.ts'
import type { Layer } from '../canvas/layer.ts'
import { sizeInProtocol } from '../canvas/rect.ts'
import { walkLayers, type Walked } from './walk-layers.ts'

export type Purpose = 'variants' | 'swap'

/** The most layers that are looked at. */
export const mostLayers = 3000
/** Limits, with the share of the source that texts may cover. A swap lays nothing out, and takes more. */
const most = {
  variants: { blocks: mostBlocks, texts: 60, share: 0.4 },
  swap: { blocks: 200, texts: 200, share: Infinity },
} as const

/** What can stay live in a source, or in a layer to swap, in reading order. */
export function findLiveLayers(
  source: Layer,
  isLogo: (node: SceneNode) => boolean,
  purpose: Purpose,
): LiveText {
  const size = sizeInProtocol(source)
  const walked = walkLayers(source, isLogo, mostLayers)
  const refusal = whyRefused(walked, source, purpose)
  return refusal === null ? { size, blocks: [...walked.blocks] } : { size, blocks: [], refusal }
}

function whyRefused(
  { blocks, isAll, layers }: Walked,
  { width, height }: Layer,
  purpose: Purpose,
): LiveTextRefusal | null {
  const limit = most[purpose]
  const texts = blocks.flatMap(({ lines }) => lines)
  const area = texts.reduce((sum, { box }) => sum + box.width * box.height, 0)
  if (layers > mostLayers) return 'too-many-layers'
  // Without its live layers, the source would have nothing to make a picture of.
  if (texts.length === 0 || isAll) return 'none'
  if (texts.length > limit.texts) return 'too-many-texts'
  if (blocks.length > limit.blocks) return 'too-many-blocks'
  return area > limit.share * width * height ? 'mostly-text' : null
}
