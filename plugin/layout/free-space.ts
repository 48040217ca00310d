import type { Rect, Size } from '../../contract/model/geometry.ts'
import { isGuide } from '../plugin-data/guides.ts'
import { isOwnCopy } from '../plugin-data/temporary.ts'
import { type Container, edgesOf, isContainer, topIn } from '../canvas/nodes.ts'
import { type Point, rowSlots, slotBelow } from './row-layout.ts'
import { holds, intersection, union } from '../canvas/rect.ts'

/** A container for new frames, and its contents, in the container's own coordinates. */
interface Region {
  readonly container: Container
  /** The origin of the container's coordinates on the page. */
  readonly origin: Point
  /** New frames go to the right of this, including its visible overflow. */
  readonly beside: Rect
  readonly obstacles: readonly Rect[]
  /** The frames must stay within these; null on a page, which has no end. */
  readonly bounds: Rect | null
}

/** The parent of new frames, and their positions in it. */
export interface Spot {
  readonly container: Container
  readonly slots: readonly Point[]
}

/**
 * A row beside a node, never inside a frame. It is in the node's section where the row fits, since sections
 * don't grow by themselves. Otherwise it is on the page, to the right of the outermost section.
 *
 * @param level the row's top is level with this, in the page's coordinates
 */
export function spotBeside(node: SceneNode, level: Rect, sizes: readonly Size[]): Spot | null {
  return spotIn(regionsOf(node, null), level, sizes)
}

/** As `spotBeside`, but always on the page, to the right of the outermost section around the node. */
export function spotOutside(node: SceneNode, level: Rect, sizes: readonly Size[]): Spot | null {
  return spotIn(regionsOf(node, null).slice(-1), level, sizes)
}

/**
 * A row on a page, beside a rectangle that holds nothing. What is around that counts as an obstacle: it may be
 * the screen that a deleted layer was in.
 */
export function spotOnPage(page: PageNode, place: Rect, sizes: readonly Size[]): Spot | null {
  const region = { ...regionIn(page, place, null, null), obstacles: boxesIn(page, null) }
  return spotIn([region], place, sizes)
}

/**
 * A place for a variant that changes its size: straight below its position, or beside its section where the
 * section is too small. Null where the variant's parent decides the position.
 *
 * @param rect the variant with its new size, in the page's coordinates
 */
export function spotBelow(variant: SceneNode, rect: Rect): Spot | null {
  if (variant.parent === null || !isContainer(variant.parent)) return null
  const [here, ...others] = regionsOf(variant, variant.id)
  if (here === undefined) return null
  const slot = slotBelow(moved(rect, here.origin), rect, here.obstacles)
  if (fits(here, [slot], [rect])) return { container: here.container, slots: [slot] }
  return spotIn(others, rect, [rect])
}

/** What surrounds a variant, in the page's coordinates; null where its parent decides its position. */
export function neighbours(
  variant: SceneNode,
): { readonly obstacles: readonly Rect[]; readonly bounds: Rect | null } | null {
  const { parent } = variant
  if (parent === null || !isContainer(parent)) return null
  return {
    obstacles: boxesIn(parent, variant.id),
    bounds: edgesOf(parent),
  }
}

function spotIn(regions: readonly Region[], level: Rect, sizes: readonly Size[]): Spot | null {
  for (const region of regions) {
    const { container, beside, obstacles, origin } = region
    const plan = { source: moved(level, origin), beside, obstacles, sizes }
    const isIn = (slots: readonly Point[]) => fits(region, slots, sizes)
    const slots = rowSlots(plan, isIn)
    if (isIn(slots)) return { container, slots }
  }
  return null
}

/** The containers for frames beside a node, the nearest first. The page is always the last. */
function regionsOf(node: SceneNode, except: string | null): Region[] {
  const top = topIn(node, isContainer)
  if (top === null) return []
  const { child, holder } = top
  const beside = seenBox(child)
  if (beside === null) return []
  if (holder.type === 'PAGE') return [regionIn(holder, beside, null, except)]

  const regions: Region[] = []
  const bounds = holder.absoluteBoundingBox
  if (bounds !== null) regions.push(regionIn(holder, beside, bounds, except))
  const outermost = topIn(holder, (parent): parent is PageNode => parent.type === 'PAGE')
  const section = outermost && seenBox(outermost.child)
  if (outermost && section) regions.push(regionIn(outermost.holder, section, null, except))
  return regions
}

/**
 * A background is no obstacle: what extends beyond a layer on all sides has room for more on it.
 *
 * @param beside in the page's coordinates, as `bounds`
 */
function regionIn(
  container: Container,
  beside: Rect,
  bounds: Rect | null,
  except: string | null,
): Region {
  const origin = bounds ?? { x: 0, y: 0 }
  return {
    container,
    origin,
    beside: moved(beside, origin),
    obstacles: boxesIn(container, except)
      .filter((box) => !holds(box, beside))
      .map((box) => moved(box, origin)),
    bounds: bounds && moved(bounds, origin),
  }
}

/** The boxes of a section's children, in the section's own coordinates. */
export function boxesInSection(section: SectionNode): Rect[] {
  const bounds = section.absoluteBoundingBox
  return bounds === null ? [] : boxesIn(section, null).map((box) => moved(box, bounds))
}

/**
 * The visible boxes of a container's children, and of what reaches into a section from outside, in the
 * page's coordinates. Reading a box makes Figma compute what is inside: each child is read once.
 */
function boxesIn(container: Container, except: string | null): Rect[] {
  const { parent } = container
  const own = container.children.flatMap((child) =>
    child.id === except || isGuide(child) || isOwnCopy(child.id) ? [] : (seenBox(child) ?? []),
  )
  const bounds = edgesOf(container)
  if (bounds === null || parent === null || !isContainer(parent)) return own
  const outside = boxesIn(parent, container.id)
  return [...own, ...outside.flatMap((box) => intersection(box, bounds) ?? [])]
}

/**
 * A layer's box, with everything visible outside it: overflow of a frame that does not clip, shadows and
 * strokes. Sections don't report how far they are visible, and don't clip.
 */
function seenBox(node: SceneNode): Rect | null {
  const { absoluteBoundingBox: box } = node
  if (box === null) return null
  let seen: readonly (Rect | null)[] = []
  if ('absoluteRenderBounds' in node) seen = [node.absoluteRenderBounds]
  else if (node.type === 'SECTION' && !node.sectionContentsHidden) seen = node.children.map(seenBox)
  return seen.reduce<Rect>((all, each) => (each === null ? all : union(all, each)), box)
}

function fits({ bounds }: Region, slots: readonly Point[], sizes: readonly Size[]): boolean {
  if (bounds === null) return true
  return slots.every((slot, index) => {
    const size = sizes[index]
    return size !== undefined && holds(bounds, { ...slot, width: size.width, height: size.height })
  })
}

function moved(rect: Rect, origin: Point): Rect {
  return { x: rect.x - origin.x, y: rect.y - origin.y, width: rect.width, height: rect.height }
}
