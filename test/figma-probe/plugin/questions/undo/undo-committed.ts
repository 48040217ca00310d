import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { describe, undone } from './undone.ts'

export const undoCommitted: Question<Workspace> = {
  id: 'undo-committed',
  asks: 'A is made and committed, B is made and committed: what is there after an undo?',
  expected: 'A',
  async ask(workspace) {
    const { figma, put } = workspace
    figma.commitUndo()
    const first = put(figma.createRectangle())
    figma.commitUndo()
    const second = put(figma.createRectangle())
    figma.commitUndo()
    await undone(workspace)
    return { answer: describe({ A: first, B: second }) }
  },
}
