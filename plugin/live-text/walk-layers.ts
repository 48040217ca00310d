import type { Rect } from '../../contract/model/geometry.ts'
import { NodeId } from '../../contract/model/ids.ts'
import type { LiveBlock, LiveLine } from '../../contract/model/canvas-text.ts'
import { isAutoLayout, isGrid, lowestFirst } from '../canvas/auto-layout.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { placeIn, type PlaceInLayer } from '../canvas/placed-in.ts'
import { inReadingOrder } from '../canvas/reading-order.ts'
import { intersection } from '../canvas/rect.ts'
import { hides, isBlurred, isPlainMask, paintedBy, shareIn } from './layer-kinds.ts'
import { lineOf } from './live-line.ts'
import { largestLogo } from './logos.ts'
import { shortName } from '../../contract/model/shorten.ts'
import { isFilled, isRow } from './flow-fill.ts'

/** The share of a layer that must be inside everything that clips it. */
const leastInside = 0.98
/** The share of a text, or logo, from which on art counts as covering it. */
const mostCovered = 0.05
/** The largest share of its source that a button, a badge, or a group that is kept whole may take. */
const largestPlate = 0.15

/** How the layers around a layer affect it. */
interface Area {
  /** The area that they leave visible. */
  readonly window: Rect
  /** Their combined opacity. */
  readonly opacity: number
  /** Whether a mask or a blur changes its look, so that it would look different elsewhere. */
  readonly isChanged: boolean
}

/** What a layer shows: `shapes` may belong to a button, `art` never. */
type Shown = 'nothing' | 'live' | 'shapes' | 'art'
/** The first of them that any layer shows is what all of them show. */
const ranks: readonly Shown[] = ['art', 'shapes', 'live']

interface Part {
  readonly shown: Shown
  readonly blocks: readonly LiveBlock[]
  /** Every text that could be live, with the index of the first of `covers` on it; `Infinity` for none. */
  readonly lines: readonly { readonly line: LiveLine; readonly cover: number }[]
}

const nothing: Part = { shown: 'nothing', blocks: [], lines: [] }

export interface Walked {
  readonly blocks: readonly LiveBlock[]
  /** Whether the source shows nothing else. */
  readonly isAll: boolean
  /** The number of visible layers. Above `most`, the walk has stopped early. */
  readonly layers: number
}

/** Finds what can be live in a source; writes nothing. */
export function walkLayers(
  source: Layer,
  isLogo: (node: SceneNode) => boolean,
  most: number,
): Walked {
  const placeOf = placeIn(source)
  const size = { x: 0, y: 0, width: source.width, height: source.height }
  const share = ({ width, height }: Rect) => (width * height) / (size.width * size.height)
  /** The boxes of art found so far, from the top down: layers visited later are below them. */
  const covers: Rect[] = []
  let layers = 0

  const coverOf = (box: Rect) => {
    const first = covers.findIndex((cover) => shareIn(box, cover) >= mostCovered)
    return first === -1 ? Infinity : first
  }
  const isWhole = ({ box, pose }: PlaceInLayer, { window, isChanged }: Area) =>
    pose !== 'skewed' && !isChanged && shareIn(box, window) >= leastInside

  function visit(node: SceneNode, area: Area): Part {
    const opacity = 'opacity' in node ? area.opacity * node.opacity : area.opacity
    if (!node.visible || opacity === 0 || layers > most) return nothing
    layers++
    // Of a mask itself nothing is seen. An icon is often cut out by one, and its button still a button.
    if (isMaskOf(node)) return nothing
    if (!isLayer(node)) return { ...nothing, shown: 'art' }
    const place = placeOf(node)
    if (isLogo(node) && share(place.box) <= largestLogo && isWhole(place, area)) {
      const logo = logoOf(node, place)
      if (logo !== null) return logo
    }
    if (node.type === 'TEXT' || node.type === 'TEXT_PATH') return textOf(node, place, area)
    if ('children' in node && node.type !== 'BOOLEAN_OPERATION') {
      return containerOf(node, place, { ...area, opacity })
    }
    const shown = paintedBy(node)
    if (shown !== 'nothing' && hides(node, opacity)) cover(place.box, area)
    return { ...nothing, shown }
  }

  function cover(box: Rect, { window }: Area): void {
    const seen = intersection(box, window)
    if (seen !== null) covers.push(seen)
  }

  function textOf(text: TextNode | TextPathNode, place: PlaceInLayer, area: Area): Part {
    if (text.characters.trim() === '' || text.absoluteRenderBounds === null) return nothing
    const line = isWhole(place, area) ? lineOf(text, place.box) : null
    const at = line === null ? 0 : coverOf(place.box)
    if (at !== Infinity) cover(place.box, area)
    if (line === null) return { ...nothing, shown: 'art' }
    // A text in a missing font is laid as a picture of itself, which can't wrap.
    const canWrap = place.pose === 'upright' && text.type === 'TEXT' && !text.hasMissingFont
    const kind = canWrap ? 'text' : 'rigid'
    const box = canWrap ? line.box : place.box
    const blocks = at === Infinity ? [blockOf(text, kind, box, [line])] : []
    return { shown: 'live', blocks, lines: [{ line, cover: at }] }
  }

  function logoOf(node: Layer, { box }: PlaceInLayer): Part | null {
    if (node.absoluteRenderBounds === null || coverOf(box) !== Infinity) return null
    const lines = textsIn(node).flatMap((text) => lineOf(text, placeOf(text).box) ?? [])
    return wholeOf({ ...blockOf(node, 'rigid', box, lines), isLogo: true }, lines)
  }

  function containerOf(node: Layer & ChildrenMixin, place: PlaceInLayer, area: Area): Part {
    const before = covers.length
    const own = paintedBy(node)
    const inside = childrenOf(node, place, area)
    const lines = inside.flatMap((part) => part.lines)
    const isFree = lines.every((line) => line.cover >= before)
    const shown = highest([...inside.map((part) => part.shown), own])
    if (node.id !== source.id && lines.length > 0 && isFree && isWhole(place, area)) {
      const kind = wholeAs(node, place, shown, own !== 'nothing', inside)
      if (kind !== null) {
        covers.length = before
        const all = lines.map(({ line }) => line)
        return wholeOf(blockOf(node, kind, place.box, all), all)
      }
    }
    if (own !== 'nothing' && hides(node, area.opacity)) cover(place.box, area)
    const group = groupOf(node, place)
    const blocks = inside.flatMap((part) => part.blocks)
    return {
      shown,
      lines,
      blocks: group === null ? blocks : blocks.map((block) => ({ group, ...block })),
    }
  }

  /** The kind of block that a container is; null if its layers are laid out one by one. */
  function wholeAs(
    node: Layer & ChildrenMixin,
    { box, pose }: PlaceInLayer,
    shown: Shown,
    isPainted: boolean,
    inside: readonly Part[],
  ): 'flow' | 'rigid' | null {
    const isSmall = share(box) <= largestPlate
    if (isPainted || shown === 'shapes') return isSmall && shown !== 'art' ? 'rigid' : null
    if (shown !== 'live') return null
    if (!isFlow(node)) return isSmall && isRow(boxesOf(inside)) ? 'rigid' : null
    if (inside.some((part) => part.lines.some(({ cover: at }) => at !== Infinity))) return null
    if (pose !== 'upright') return isSmall ? 'rigid' : null
    return isFilled(node) ? 'flow' : null
  }

  function groupOf(node: Layer & ChildrenMixin, { pose }: PlaceInLayer): NodeId | null {
    const isGroup = isFlow(node) && pose === 'upright' && isFilled(node)
    return isGroup ? NodeId.parse(node.id) : null
  }

  /** Visits children from the top down, because art covers what is below it. */
  function childrenOf(node: Layer & ChildrenMixin, { box }: PlaceInLayer, area: Area): Part[] {
    const clips = 'clipsContent' in node && node.clipsContent
    const window = clips ? intersection(area.window, box) : area.window
    if (window === null) return []
    const isChanged = area.isChanged || isBlurred(node)
    let within: Area = { ...area, window, isChanged }
    const children = lowestFirst(node)
    const areas = children.map((child) => {
      if (!child.visible || !isMaskOf(child)) return within
      const seen = isPlainMask(child) && isLayer(child) ? placeOf(child) : null
      const shape = seen?.pose === 'upright' ? intersection(window, seen.box) : null
      within = { ...within, window: shape ?? window, isChanged: shape === null || isChanged }
      return within
    })
    const parts = children.map((child, index) => ({ child, area: areas[index] ?? within }))
    const seen = parts.reverse().map(({ child, area: own }) => ({ child, part: visit(child, own) }))
    return seen.map(({ child, part }, index) =>
      child.type === 'TEXT' ? onShape(part, seen.slice(index + 1)) : part,
    )
  }

  /** A text, with the name of the first small shape below that holds all of it. */
  function onShape(text: Part, below: readonly { child: SceneNode; part: Part }[]): Part {
    const [block] = text.blocks
    if (block === undefined) return text
    const shape = below.find(({ child, part }) => {
      if (part.shown !== 'shapes' || !isLayer(child)) return false
      const { box } = placeOf(child)
      return share(box) <= largestPlate && shareIn(block.box, box) >= leastInside
    })
    if (shape === undefined) return text
    return { ...text, blocks: [{ ...block, shape: shortName(shape.child.name) }] }
  }

  const root = visit(source, { window: size, opacity: 1, isChanged: false })
  const isLive = root.shown === 'live' && root.lines.every((line) => line.cover === Infinity)
  return { blocks: inReadingOrder(root.blocks, ({ box }) => box), isAll: isLive, layers }
}

function blockOf(
  { id, name }: SceneNode,
  kind: LiveBlock['kind'],
  box: Rect,
  lines: readonly LiveLine[],
): LiveBlock {
  const ordered = inReadingOrder(lines, (line) => line.box)
  return { id: NodeId.parse(id), kind, isLogo: false, name, box, lines: ordered }
}

/** A layer that stays live with all in it: nothing covers its texts. */
function wholeOf(block: LiveBlock, lines: readonly LiveLine[]): Part {
  return {
    shown: 'live',
    blocks: [block],
    lines: lines.map((line) => ({ line, cover: Infinity })),
  }
}

function textsIn(node: SceneNode): (TextNode | TextPathNode)[] {
  if (!node.visible) return []
  if (node.type === 'TEXT' || node.type === 'TEXT_PATH') return node.characters === '' ? [] : [node]
  return 'children' in node ? node.children.flatMap(textsIn) : []
}

function isMaskOf(node: SceneNode): boolean {
  return 'isMask' in node && node.isMask
}

/** An auto layout whose children are laid out in a row or a column. */
function isFlow(node: Layer): node is FrameNode {
  return isAutoLayout(node) && !isGrid(node)
}

function boxesOf(parts: readonly Part[]): Rect[] {
  return parts.flatMap(({ blocks }) => blocks.map(({ box }) => box))
}

function highest(all: readonly Shown[]): Shown {
  return ranks.find((each) => all.includes(each)) ?? 'nothing'
}
