import * as z from 'zod/mini'
import { Insets, type Rect } from '../../contract/model/geometry.ts'
import { NodeId } from '../../contract/model/ids.ts'
import { readKept } from './plugin-data-node.ts'
import { findMarked, isContainer, pageOf } from '../canvas/nodes.ts'
import { guideKey } from './keys.ts'

/** The data of a guide: enough to draw it again when its variant was moved or resized. */
const Mark = z.object({
  version: z.literal(1),
  /** Its own id. A copy, made with its section for example, keeps this id, and is recognised by that. */
  node: NodeId,
  /** The variant below it. */
  variant: NodeId,
  name: z.string(),
  insets: Insets,
  /** The number of layers in it when it was drawn. */
  parts: z.number(),
})
type Mark = z.output<typeof Mark>

export type Zone = Pick<Mark, 'variant' | 'name' | 'insets'>

export interface Guide {
  readonly group: GroupNode
  readonly mark: Mark
}

/** Whether a layer is a guide: not the designer's own, and nothing to keep clear of. */
export function isGuide(node: BaseNode): node is GroupNode {
  return node.type === 'GROUP' && markOf(node) !== null
}

/** A guide's mark; null for any other group. A guide that somebody has added something to is no longer ours. */
function markOf(group: GroupNode): Mark | null {
  const mark = readKept(group, guideKey, Mark)
  return mark !== null && group.findAll().length <= mark.parts ? mark : null
}

export function markGuide(group: GroupNode, { variant, name, insets }: Zone): void {
  const parts = group.children.length
  const mark: Mark = { version: 1, node: NodeId.parse(group.id), variant, name, insets, parts }
  group.setPluginData(guideKey, JSON.stringify(mark))
}

/** Every guide on a page or in its sections. The page has to be loaded. */
export function guidesOn(page: PageNode): Guide[] {
  return findMarked(page, 'GROUP', guideKey).flatMap((group) => {
    const mark = markOf(group)
    const isInPlace = group.parent !== null && isContainer(group.parent)
    return isInPlace && mark !== null ? { group, mark } : []
  })
}

/**
 * Returns a function that gives the guides over a variant, its own and copies made along with it, as far as
 * they are still there. Pages, which have to be loaded, are searched once each.
 */
export function createGuideFinder(): (variant: SceneNode) => Guide[] {
  const known = new Map<string, Guide[]>()
  return (variant) => {
    const page = pageOf(variant)
    if (page === null) return []
    const there = known.get(page.id) ?? guidesOn(page)
    known.set(page.id, there)
    return there.filter((guide) => {
      // A removed group only throws.
      if (guide.group.removed) return false
      return isCopy(guide)
        ? isSame(guide.group.absoluteBoundingBox, variant.absoluteBoundingBox)
        : guide.mark.variant === variant.id
    })
  }
}

export function isCopy({ group, mark }: Guide): boolean {
  return group.id !== mark.node
}

/** Whether two boxes are the same, apart from rounding errors. */
export function isSame(a: Rect | null, b: Rect | null): boolean {
  if (a === null || b === null) return false
  return (['x', 'y', 'width', 'height'] as const).every((of) => Math.abs(a[of] - b[of]) < 0.01)
}
