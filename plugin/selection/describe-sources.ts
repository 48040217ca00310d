import type { Rect } from '../../contract/model/geometry.ts'
import { NodeId, PageId } from '../../contract/model/ids.ts'
import type { Source } from '../../contract/model/source.ts'
import { isLayer, type Look, lookOf } from '../canvas/layer.ts'
import { isUpright } from '../canvas/layer-transform.ts'
import { type Finder, findLoaded, isHidden, isScene, pageOf } from '../canvas/nodes.ts'
import { inProtocol, sizeInProtocol } from '../canvas/rect.ts'
import { frameAround, isFrame, isSourceNode, whyUnusable } from '../canvas/source-node.ts'
import { hasRecipe } from '../plugin-data/recipes.ts'

/** A node, with those of its properties that are expensive to read. */
export interface Placed {
  readonly node: SceneNode
  /** Null where the node is no `Layer`. */
  readonly look: Look | null
  readonly box: Rect | null
}

export function placedOf(node: SceneNode): Placed {
  const look = isLayer(node) ? lookOf(node) : null
  return { node, look, box: (look ?? node).absoluteBoundingBox }
}

/** From top to bottom, then from left to right. */
export function byPlace(a: Placed, b: Placed): number {
  if (a.box === null || b.box === null) return Number(a.box === null) - Number(b.box === null)
  return a.box.y - b.box.y || a.box.x - b.box.x
}

/**
 * The sources meant by some nodes, each once: a layer itself, the frames in a section, the frame around a
 * text.
 */
export function describeSources(nodes: readonly Placed[]): Source[] {
  const sources = new Map<string, Source>()
  const add = (source: Source) => {
    // A source that is itself selected takes precedence over one meant by a text or a section.
    if (sources.get(source.id)?.selected !== undefined || !sources.has(source.id)) {
      sources.set(source.id, source)
    }
  }
  for (const placed of nodes) {
    if (placed.node.type === 'SECTION') sourcesIn(placed.node).forEach(add)
    else add(placed.node.type === 'TEXT' ? sourceAround(placed.node) : describe(placed))
  }
  return [...sources.values()]
}

/** As `describeSources`, for nodes as they are now; those that are gone are left out. */
export async function readSources(figma: Finder, ids: readonly NodeId[]): Promise<Source[]> {
  const nodes = await findLoaded(figma, ids)
  return describeSources(
    nodes.flatMap((node) => (node === null || !isScene(node) ? [] : placedOf(node))),
  )
}

function sourcesIn(section: SectionNode): Source[] {
  const { name } = section
  const selected = { kind: 'section', name } as const
  const frames = isHidden(section) ? [] : framesIn(section).map(placedOf).sort(byPlace)
  if (frames.length > 0) return frames.map((frame) => ({ ...describe(frame), selected }))
  return [unusable(section, isHidden(section) ? 'hidden' : 'section')]
}

/** The visible frames of a section, and of sections in it. Variants are results, not sources. */
function framesIn(section: SectionNode): SceneNode[] {
  return section.children.flatMap((child) => {
    if (!child.visible) return []
    if (child.type === 'SECTION') return framesIn(child)
    return isFrame(child) && !hasRecipe(child) ? child : []
  })
}

function sourceAround(text: TextNode): Source {
  const frame = frameAround(text)
  if (frame === null) return unusable(text, 'text')
  return { ...describe(placedOf(frame)), selected: { kind: 'text', name: text.name } }
}

function describe({ node, look, box }: Placed): Source {
  if (!isSourceNode(node)) {
    return unusable(node, node.type === 'COMPONENT_SET' ? 'component-set' : 'not-a-layer')
  }
  const reason = whyUnusable(node, look ?? node)
  const page = pageOf(node)
  if (reason !== null || box === null || page === null) return unusable(node, reason ?? 'empty')
  return {
    usable: true,
    id: NodeId.parse(node.id),
    page: PageId.parse(page.id),
    name: node.name,
    bounds: inProtocol(box),
    ...(isUpright(node) ? {} : { size: sizeInProtocol(look ?? node) }),
    ...around(node),
  }
}

function unusable(node: SceneNode, reason: Extract<Source, { usable: false }>['reason']): Source {
  const { id, name } = node
  return { usable: false, id: NodeId.parse(id), name, reason, ...around(node) }
}

function around(node: SceneNode): { frame?: NodeId } {
  const frame = frameAround(node)
  return frame === null ? {} : { frame: NodeId.parse(frame.id) }
}
