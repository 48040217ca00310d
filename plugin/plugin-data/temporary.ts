import { findWithKey } from '../canvas/nodes.ts'
import { temporaryKey } from './keys.ts'

/** Copies that are being exported. */
const inUse = new Set<SceneNode>()
/** The ids of all copies so far: of a removed layer, Figma reports only the id. */
const ids = new Set<string>()

/** Marks a new copy, so that it does not count as a layer of the designer's. */
export function markTemporary(copy: SceneNode): void {
  copy.setPluginData(temporaryKey, '1')
  ids.add(copy.id)
  inUse.add(copy)
}

/** Removes a copy, unless it is removed already. */
export function removeTemporary(copy: SceneNode): void {
  inUse.delete(copy)
  if (!copy.removed) copy.remove()
}

/** Whether a layer is such a copy, or was left behind when the plugin was closed during an export. */
export function isTemporary(node: BaseNode): boolean {
  return node.getPluginData(temporaryKey) !== ''
}

/** Whether a layer is, or was, a copy made since the plugin was started. */
export function isOwnCopy(id: string): boolean {
  return ids.has(id)
}

/** Removes a page's copies that are not in use, in an undo step of its own. The page has to be loaded. */
export function sweep(figma: Pick<PluginAPI, 'commitUndo'>, page: PageNode): void {
  const left = findWithKey(page, temporaryKey).filter((node) => !inUse.has(node))
  for (const node of left) if (!node.removed) node.remove()
  if (left.length > 0) commitUndo(figma)
}

/**
 * Ends an undo step. Copies that are being exported are removed first: created and removed in one step, they
 * can't come back through an undo. Their export begins again.
 */
export function commitUndo(figma: Pick<PluginAPI, 'commitUndo'>): void {
  for (const copy of inUse) removeTemporary(copy)
  figma.commitUndo()
}
