import type { Question } from '../../../question.ts'
import type { Desk } from '../../desk.ts'
import { standing, undone } from './undone.ts'

export const undoOpen: Question<Desk> = {
  id: 'undo-open',
  asks: 'A is made and committed, B is made: what is there after an undo?',
  expected: 'A',
  async ask(desk) {
    const { figma, put } = desk
    figma.commitUndo()
    const first = put(figma.createRectangle())
    figma.commitUndo()
    const second = put(figma.createRectangle())
    await undone(desk)
    return { answer: standing({ A: first, B: second }) }
  },
}
