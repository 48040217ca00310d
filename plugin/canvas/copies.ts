/** A clone of a layer. One of a main component would be another component, for all who use the file's library. */
export function cloneOf(layer: SceneNode): SceneNode {
  return layer.type === 'COMPONENT' ? layer.createInstance() : layer.clone()
}

/** Removes the recipes and marks that a copied layer has from its original. */
export function forgetData(copy: SceneNode, kept = ''): void {
  for (const key of copy.getPluginDataKeys()) if (key !== kept) copy.setPluginData(key, '')
}

/** Where a node stands among children; -1 where it does not. Figma may give another object for the same node. */
export function indexIn({ children }: ChildrenMixin, node: BaseNode | null | undefined): number {
  return children.findIndex(({ id }) => id === node?.id)
}

/** By which children a node is reached from what it is in; null where it is not in it. */
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

/** A layer and all in it. */
export function withInner(layer: SceneNode): SceneNode[] {
  return [layer, ...('findAll' in layer ? layer.findAll() : [])]
}
