import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { gridOf } from './grid.ts'

export const gridHidden: Question<Workspace> = {
  id: 'grid-hidden',
  asks: 'Does a hidden layer of a grid keep its cell, and can another one take it?',
  expected: 'keeps it, another is refused',
  async ask(workspace) {
    const { first, second } = gridOf(workspace)
    first.visible = false
    const place = [first.gridRowAnchorIndex, first.gridColumnAnchorIndex]
    const why = await refusal(() => {
      second.setGridChildPosition(0, 0)
    })
    return {
      answer: `${place.join() === '0,0' ? 'keeps it' : 'loses it'}, another is ${why === null ? 'taken' : 'refused'}`,
      detail: why ?? '',
    }
  },
}
