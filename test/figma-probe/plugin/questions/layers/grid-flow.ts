import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { gridOf } from './grid.ts'

export const gridFlow: Question<Workspace> = {
  id: 'grid-flow',
  asks: 'Where the layers of a grid flow, does the next one move up when one is hidden?',
  expected: 'moves up',
  async ask(workspace) {
    const { grid, first, second } = gridOf(workspace)
    grid.gridItemsPositioning = 'ROW_AUTO_FLOW'
    first.visible = false
    const place = [second.gridRowAnchorIndex, second.gridColumnAnchorIndex].join()
    return { answer: place === '0,0' ? 'moves up' : 'stays', detail: `in cell ${place}` }
  },
}
