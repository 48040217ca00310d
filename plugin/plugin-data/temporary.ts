/** Plugin data key of a copy that is only made to be exported. */
const key = 'temp'

/** Copies that are being exported. */
const inUse = new Set<SceneNode>()
/** The ids of all copies so far: what is told of a removed layer is its id alone. */
const ids = new Set<string>()

/** Marks a new copy. From now on nothing counts it as a layer of the designer's. */
export function markTemporary(copy: SceneNode): void {
  copy.setPluginData(key, '1')
  ids.add(copy.id)
  inUse.add(copy)
}

/** Removes a copy, unless that has been done. */
export function removeTemporary(copy: SceneNode): void {
  inUse.delete(copy)
  if (!copy.removed) copy.remove()
}

/** Whether a layer is such a copy, or was left behind by a plugin that was closed in the middle. */
export function isTemporary(node: BaseNode): boolean {
  return node.getPluginData(key) !== ''
}

/** Whether a layer is, or was, a copy of this run of the plugin. */
export function isOwnCopy(id: string): boolean {
  return ids.has(id)
}

/** Removes what an earlier plugin left on a page, in an undo step of its own. The page has to be loaded. */
export function sweep(figma: Pick<PluginAPI, 'commitUndo'>, page: PageNode): void {
  // Figma's own search: visiting every layer would block the canvas.
  const marked = page.findAllWithCriteria({ pluginData: { keys: [key] } })
  const left = marked.filter((node) => !inUse.has(node))
  for (const node of left) if (!node.removed) node.remove()
  if (left.length > 0) commitUndo(figma)
}

/**
 * Ends an undo step. Copies that are being exported are removed first: in one step, making and removing them
 * is nothing, and one undo brings none of them back. Their export begins again.
 */
export function commitUndo(figma: Pick<PluginAPI, 'commitUndo'>): void {
  for (const copy of inUse) removeTemporary(copy)
  figma.commitUndo()
}
