import type { HostDocument } from '../../host/document/document.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import { frames } from '../../host/document/schema.ts'
import type { Point } from './camera.ts'

/**
 * The layers at a point of the page, from the outermost to the innermost: of each layer's children the
 * topmost one there. What is hidden or locked lets a press through, with all that is in it.
 */
export function pathAt(document: HostDocument, point: Point): readonly string[] {
  return topmost(document, document.currentPage, point)
}

function topmost(document: HostDocument, parent: string, point: Point): readonly string[] {
  for (const id of [...document.node(parent).children].reverse()) {
    const path = pathIn(document, id, point)
    if (path.length > 0) return path
  }
  return []
}

function pathIn(document: HostDocument, id: string, point: Point): readonly string[] {
  if (!document.prop(id, 'visible') || document.prop(id, 'locked')) return []
  const { type } = document.node(id)
  const isInside = holds(document, id, point)
  const cuts = frames.has(type) && document.prop(id, 'clipsContent')
  if (cuts && !isInside) return []
  const isHidden = type === 'SECTION' && document.prop(id, 'sectionContentsHidden')
  const below = isHidden ? [] : topmost(document, id, point)
  if (below.length > 0) return [id, ...below]
  // a group is only where its layers are
  return isInside && type !== 'GROUP' ? [id] : []
}

function holds(document: HostDocument, id: string, { x, y }: Point): boolean {
  const rect = absoluteBoundingBox(document, id)
  return x >= rect.x && y >= rect.y && x <= rect.x + rect.width && y <= rect.y + rect.height
}

/**
 * What a click on a path selects: the outermost layer, or a neighbour of what is selected or of what that
 * is in. A section lets through to its frames.
 */
export function clicked(document: HostDocument, path: readonly string[]): string | null {
  const open = new Set(
    document.selection().flatMap((id) =>
      document
        .lineage(id)
        .slice(1)
        .map((each) => each.id),
    ),
  )
  const isOpen = (id: string | null) =>
    id !== null && (open.has(id) || ['PAGE', 'SECTION'].includes(document.node(id).type))
  return path.findLast((id) => isOpen(document.node(id).parent)) ?? null
}

/** What a double-click selects: one layer deeper than what is selected. */
export function entered(document: HostDocument, path: readonly string[]): string | null {
  const selection = document.selection()
  const at = path.findLastIndex((id) => selection.includes(id))
  return path[at + 1] ?? path[at] ?? null
}

/** What a click with Ctrl or Cmd selects: the innermost layer. */
export const deepest = (path: readonly string[]): string | null => path.at(-1) ?? null

/** The layers in what is selected; what holds nothing stays selected. */
export function childrenOf(document: HostDocument, ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const { children } = document.node(id)
    const free = children.filter(
      (child) => document.prop(child, 'visible') && !document.prop(child, 'locked'),
    )
    return free.length > 0 ? free : [id]
  })
}

/** What the layers are in, each once; what stands on the page itself stays selected. */
export function parentsOf(document: HostDocument, ids: readonly string[]): readonly string[] {
  const up = ids.map((id) => {
    const { parent } = document.node(id)
    return parent === null || document.node(parent).type === 'PAGE' ? id : parent
  })
  return [...new Set(up)]
}
