export type Grid = BaseNode & ChildrenMixin & GridLayoutMixin

/** How a layer is sized by the auto layout that it is in. */
export const sizing = ['layoutSizingHorizontal', 'layoutSizingVertical'] as const

export function isGrid(node: BaseNode | null): node is Grid {
  return node !== null && 'layoutMode' in node && node.layoutMode === 'GRID'
}

/** Whether a node lays out its children. Only there can a layer be laid over its siblings. */
export function isAutoLayout(node: BaseNode | null): node is FrameNode {
  return node !== null && 'layoutMode' in node && node.layoutMode !== 'NONE'
}

/** A node's children, the lowest first. An auto layout can have the first of them on top. */
export function lowestFirst(node: BaseNode & ChildrenMixin): readonly SceneNode[] {
  const { children } = node
  return isAutoLayout(node) && node.itemReverseZIndex ? [...children].reverse() : children
}

/**
 * Remembers how many rows and columns a grid has.
 *
 * @returns a function that restores them, where the grid grew for a layer that has an earlier cell now
 */
export function keepTracks(grid: Grid): () => void {
  const { gridRowCount, gridColumnCount } = grid
  return () => {
    if (grid.gridAutoTracks !== 'ROWS' && grid.gridRowCount > gridRowCount) {
      grid.gridRowCount = gridRowCount
    }
    if (grid.gridColumnCount > gridColumnCount) grid.gridColumnCount = gridColumnCount
  }
}
