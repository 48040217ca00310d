import * as z from 'zod/mini'
import { Insets, type Rect } from '../../contract/model/geometry.ts'
import { NodeId } from '../../contract/model/ids.ts'
import { readKept } from './plugin-data-node.ts'
import { isContainer } from '../canvas/nodes.ts'

/** Under which key a guide keeps what it is. */
const key = 'guide'

/** What a guide knows of itself: enough to be drawn again when its variant was moved or resized. */
const Mark = z.object({
  version: z.literal(1),
  /** Its own id: a copy, made with the section around it, say, is known by this. */
  node: NodeId,
  /** The variant that it stands over. */
  variant: NodeId,
  /** The safe zone's name. */
  name: z.string(),
  insets: Insets,
  /** Of how many layers it was drawn. */
  parts: z.number(),
})
type Mark = z.output<typeof Mark>

/** What a guide is drawn by. */
export type Zone = Pick<Mark, 'variant' | 'name' | 'insets'>

/** A safe zone as it is drawn on the canvas. */
export interface Guide {
  readonly group: GroupNode
  readonly mark: Mark
}

/** Whether a layer is a guide: no layer of the designer's, and nothing to keep clear of. */
export function isGuide(node: BaseNode): node is GroupNode {
  return node.type === 'GROUP' && node.getPluginData(key) !== ''
}

/** Makes a group the guide of a variant. */
export function markGuide(group: GroupNode, { variant, name, insets }: Zone): void {
  const parts = group.children.length
  const mark: Mark = { version: 1, node: NodeId.parse(group.id), variant, name, insets, parts }
  group.setPluginData(key, JSON.stringify(mark))
}

/**
 * Every guide of a page: they stand on it, or in its sections. One that somebody has put something into
 * is theirs. The page has to be loaded.
 */
export function guidesOn(page: PageNode): Guide[] {
  // Figma finds them itself: to look at every layer would hold the canvas up at each selection.
  return page
    .findAllWithCriteria({ types: ['GROUP'], pluginData: { keys: [key] } })
    .flatMap((group) => {
      const mark = readKept(group, key, Mark)
      const isInPlace = group.parent !== null && isContainer(group.parent)
      const isOurs = mark !== null && group.children.length <= mark.parts
      return isInPlace && isOurs ? { group, mark } : []
    })
}

/** The guides over a variant: its own, and copies that were made along with it. */
export function guidesOf(variant: SceneNode, guides: readonly Guide[]): Guide[] {
  return guides.filter((guide) =>
    isCopy(guide)
      ? isSame(guide.group.absoluteBoundingBox, variant.absoluteBoundingBox)
      : guide.mark.variant === variant.id,
  )
}

export function isCopy({ group, mark }: Guide): boolean {
  return group.id !== mark.node
}

/** Whether two boxes are the same, but for what is lost in reckoning. */
export function isSame(a: Rect | null, b: Rect | null): boolean {
  if (a === null || b === null) return false
  return (['x', 'y', 'width', 'height'] as const).every((of) => Math.abs(a[of] - b[of]) < 0.01)
}
