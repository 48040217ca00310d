import type { Question } from '../../../question.ts'
import type { Desk } from '../../desk.ts'
import { standing, undone } from './undone.ts'

export const undoCopy: Question<Desk> = {
  id: 'undo-copy',
  asks: 'A copy is made, exported and removed before B is made and committed: what is there after an undo?',
  expected: 'A',
  async ask(desk) {
    const { figma, put } = desk
    figma.commitUndo()
    const first = put(figma.createRectangle())
    figma.commitUndo()
    const copy = put(first.clone())
    await copy.exportAsync()
    copy.remove()
    const second = put(figma.createRectangle())
    figma.commitUndo()
    await undone(desk)
    const ghost = desk.home.findOne(({ id }) => id === copy.id)
    const nodes = { A: first, B: second }
    return { answer: ghost === null ? standing(nodes) : `${standing(nodes)} and the copy` }
  },
}
