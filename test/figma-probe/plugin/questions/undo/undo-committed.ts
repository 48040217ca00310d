import type { Question } from '../../../question.ts'
import type { Desk } from '../../desk.ts'
import { standing, undone } from './undone.ts'

export const undoCommitted: Question<Desk> = {
  id: 'undo-committed',
  asks: 'A is made and committed, B is made and committed: what is there after an undo?',
  expected: 'A',
  async ask(desk) {
    const { figma, put } = desk
    figma.commitUndo()
    const first = put(figma.createRectangle())
    figma.commitUndo()
    const second = put(figma.createRectangle())
    figma.commitUndo()
    await undone(desk)
    return { answer: standing({ A: first, B: second }) }
  },
}
