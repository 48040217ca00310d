import { NodeId } from '../../contract/model/ids.ts'
import type { LaidText } from '../../contract/model/canvas-text.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import { lowestFirst } from '../canvas/auto-layout.ts'
import { indexIn } from '../canvas/copies.ts'
import { above, type Finder, findLoaded, isScene } from '../canvas/nodes.ts'
import { showsPaint } from '../canvas/paints.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { placeIn } from '../canvas/placed-in.ts'
import { inProtocol, sizeInProtocol } from '../canvas/rect.ts'
import { variantsIn } from '../plugin-data/recipes.ts'
import { asLaidIn, laidIn, type LaidMark, smallerIn } from '../variants/laid-layers.ts'
import { findPicture } from '../variants/appearance.ts'
import { ownScrim } from '../variants/scrim.ts'
import { opacityUpTo } from './copy-layer.ts'
import { hides, shareIn } from './layer-kinds.ts'
import { allTextsIn } from './loaded-layers.ts'

const boldWeight = 700
/** The least share of a text that is on its plate. */
const leastHeld = 0.95

/** A layer with texts that are, or will be, over a picture. */
interface Over {
  readonly layer: SceneNode
  readonly mark: Pick<LaidMark, 'from' | 'isAside'>
}

/**
 * The visible texts over the pictures of variants, as they are now; for a layer that waits to be swapped,
 * the texts that its render will get.
 */
export async function readLaidTexts(
  figma: Finder,
  nodes: readonly NodeId[],
): Promise<ResponseOf<'readLaidTexts'>> {
  const found = (await findLoaded(figma, nodes)).filter((node) => node !== null && isLayer(node))
  const ids = found.flatMap(liveIdsOf)
  const live = new Map((await findLoaded(figma, ids)).map((node) => [node?.id, node]))
  return {
    variants: found.flatMap((node) => {
      const pending = liveIdsOf(node).flatMap((from): Over[] => {
        const layer = live.get(from)
        return layer && !layer.removed && isScene(layer) ? [{ mark: { from }, layer }] : []
      })
      const frame = node.type === 'FRAME' ? node : null
      const laid = frame === null ? [] : laidIn(frame)
      const picture = frame === null ? null : findPicture(frame)
      const texts = [...pending, ...laid].flatMap(({ layer, mark: { from, isAside } }) =>
        allTextsIn(layer)
          .filter(
            (text) =>
              // Of blanks alone nothing is seen; without a character there is no font size, nor an area.
              text.characters.trim() !== '' &&
              isSeenIn(node, text, isAside ? layer : null) &&
              !isOnPlate(text, layer),
          )
          .map((text) => describe(node, from, text)),
      )
      return {
        node: NodeId.parse(node.id),
        size: sizeInProtocol(node),
        texts,
        untouched: frame === null ? [] : asLaidIn(frame),
        smaller: smallerIn(node),
        hasScrim: frame !== null && ownScrim(frame)?.visible === true,
        // Of one that a designer has flipped, the corner at the top left.
        ...(picture && { picture: inProtocol(placeIn(node)(picture).box) }),
      }
    }),
  }
}

/** The live layers that renders of a layer will get. */
function liveIdsOf(node: SceneNode): NodeId[] {
  return variantsIn(node).flatMap(({ kind, recipe }) =>
    kind === 'pending-render' ? (recipe.details.live?.blocks ?? []) : [],
  )
}

/** Whether a text is on a plate in its own block, such as a button, and not directly on the picture. */
function isOnPlate(text: SceneNode, block: SceneNode): boolean {
  const box = text.absoluteBoundingBox
  for (let at: SceneNode = text; at.id !== block.id;) {
    const parent: BaseNode | null = at.parent
    if (parent === null || !isScene(parent) || !('children' in parent)) return false
    const children = lowestFirst(parent)
    const beneath = [parent, ...children.slice(0, indexIn({ children }, at))]
    if (box !== null && beneath.some((each) => isPainted(each) && holds(each, box))) return true
    at = parent
  }
  return false
}

function holds({ absoluteBoundingBox: outer }: SceneNode, box: Rect): boolean {
  return outer !== null && shareIn(box, outer) >= leastHeld
}

function isPainted(node: SceneNode): boolean {
  if (node.type === 'TEXT' || !node.visible || !isLayer(node)) return false
  return 'fills' in node && showsPaint(node.fills) && hides(node, node.opacity)
}

/**
 * Whether a text in a node is visible whenever the node is.
 *
 * @param aside counts as visible: it is hidden only while the picture has its words
 */
function isSeenIn(root: SceneNode, text: SceneNode, aside: SceneNode | null): boolean {
  for (let at: BaseNode | null = text; at !== null; at = above(at)) {
    if (at.id === root.id) return true
    if ('visible' in at && !at.visible && at.id !== aside?.id) return false
  }
  return false
}

function describe(root: Layer, from: NodeId, text: TextNode | TextPathNode): LaidText {
  const segments = text.getStyledTextSegments(['fontSize', 'fontWeight', 'fills'])
  let least = 1
  const colours = segments.flatMap(({ fills }) => {
    const seen = fills.filter((fill) => showsPaint([fill]))
    const top = seen.pop()
    const own = top?.opacity ?? 1
    // Over another fill, a fill that is clear in part is a mixture.
    if (top?.type !== 'SOLID' || (seen[0] && own < 1)) return []
    least = Math.min(least, own)
    const { r, g, b } = top.color
    return { r, g, b }
  })
  const opacity = least * text.opacity * opacityUpTo(text, root.id)
  return {
    id: NodeId.parse(text.id),
    from,
    name: text.name,
    // Of a turned text, the upright rectangle around it.
    box: inProtocol(placeIn(root)(text).box),
    fontSize: Math.min(...segments.map(({ fontSize }) => fontSize)),
    isBold: segments.every(({ fontWeight }) => fontWeight >= boldWeight),
    colours: colours.length === segments.length ? colours : [],
    ...(opacity < 1 ? { opacity } : {}),
  }
}
