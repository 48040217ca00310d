import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { describe, undone } from './undone.ts'

export const undoOpen: Question<Workspace> = {
  id: 'undo-open',
  asks: 'A is made and committed, B is made: what is there after an undo?',
  expected: 'A',
  async ask(workspace) {
    const { figma, put } = workspace
    figma.commitUndo()
    const first = put(figma.createRectangle())
    figma.commitUndo()
    const second = put(figma.createRectangle())
    await undone(workspace)
    return { answer: describe({ A: first, B: second }) }
  },
}
