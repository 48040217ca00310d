import type { FrameNode, RectangleNode } from '@figma/plugin-typings/plugin-api-standalone'
import type { Workspace } from '../../workspace.ts'

/** A grid of two rows and columns with two layers, in its first cells. */
export function gridOf({ figma, put }: Workspace): {
  grid: FrameNode
  first: RectangleNode
  second: RectangleNode
} {
  const grid = put(figma.createFrame())
  grid.layoutMode = 'GRID'
  grid.gridRowCount = 2
  grid.gridColumnCount = 2
  const [first, second] = [figma.createRectangle(), figma.createRectangle()]
  grid.appendChildAt(first, 0, 0)
  grid.appendChildAt(second, 0, 1)
  return { grid, first, second }
}
