/** A clone of a layer; an instance of a main component, because a clone would be another component. */
export function cloneOf(layer: SceneNode): SceneNode {
  return layer.type === 'COMPONENT' ? layer.createInstance() : layer.clone()
}

/** Removes the recipes and marks that a copy has from its original, except the key `kept`. */
export function forgetData(copy: SceneNode, kept = ''): void {
  for (const key of copy.getPluginDataKeys()) if (key !== kept) copy.setPluginData(key, '')
}

/** A node's index among children, or -1. By id, because Figma may return another object for the same node. */
export function indexIn(
  { children }: Pick<ChildrenMixin, 'children'>,
  node: BaseNode | null | undefined,
): number {
  return children.findIndex(({ id }) => id === node?.id)
}

/** The indexes of the children that lead from `root` to a node; null if the node is not inside. */
export function pathIn(root: BaseNode, node: BaseNode): number[] | null {
  const path: number[] = []
  for (let at = node; at.id !== root.id;) {
    const { parent } = at
    if (at.removed || parent === null || !('children' in parent)) return null
    path.unshift(indexIn(parent, at))
    at = parent
  }
  return path
}

/** A layer, and all layers in it. */
export function withInner(layer: SceneNode): SceneNode[] {
  return [layer, ...('findAll' in layer ? layer.findAll() : [])]
}
