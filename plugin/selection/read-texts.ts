import type { Rect } from '../../contract/model/geometry.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import type { Finder } from '../canvas/nodes.ts'
import { inReadingOrder } from '../canvas/reading-order.ts'
import { requireAnyLayer } from './find-source.ts'
import { intersection, overlap } from '../canvas/rect.ts'

/** The most that goes into a prompt: layers, and characters of all of them together. */
const mostLayers = 200
const mostCharacters = 10_000

/**
 * One entry per visible, non-empty text layer, also on a path, in reading order. A hidden layer is read as if
 * it was seen: the original of a swap is one. Whatever exceeds the limits is cut at the end.
 *
 * @throws {PluginError} `source-gone`, `source-unusable` (message: its `UnusableReason`)
 */
export async function readTexts(figma: Finder, id: NodeId): Promise<string[]> {
  const layer = await requireAnyLayer(figma, id)
  const { absoluteBoundingBox: bounds } = layer
  const found: Text[] = []
  if (bounds !== null) collect([layer], bounds, found, layer)
  const texts = inReadingOrder(found, ({ box }) => box).map(({ words }) => words)
  return shortened(texts.slice(0, mostLayers))
}

interface Text {
  readonly words: string
  readonly box: Rect
}

/**
 * Skips hidden layers: an instance can have many of them, and they are slow to read.
 *
 * @param window the area that the layers above leave visible, in the page's coordinates
 * @param root read in any case
 */
function collect(
  layers: readonly SceneNode[],
  window: Rect,
  found: Text[],
  root?: SceneNode,
): void {
  for (const child of layers) {
    if (child !== root && (!child.visible || ('opacity' in child && child.opacity === 0))) continue
    const box = child.absoluteBoundingBox
    if ('characters' in child) {
      const words = wordsOf(child)
      if (words !== '' && box !== null && overlap(box, window)) found.push({ words, box })
    } else if ('children' in child) {
      const clips = 'clipsContent' in child && child.clipsContent && box !== null
      const inner = clips ? intersection(window, box) : window
      if (inner !== null) collect(child.children, inner, found)
    }
  }
}

/** Figma has its own character for a line break without a new paragraph. */
function wordsOf(text: Pick<TextNode, 'characters'>): string {
  return text.characters.replace(/[\u2028\u2029]/g, '\n').trim()
}

/** As many whole texts as fit; at least the part of the first one that fits. */
function shortened(texts: readonly string[]): string[] {
  const kept: string[] = []
  let room = mostCharacters
  for (const text of texts) {
    if (text.length > room) {
      // Half a surrogate pair is no character.
      return kept.length > 0 ? kept : [text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '')]
    }
    kept.push(text)
    room -= text.length
  }
  return kept
}
