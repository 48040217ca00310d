import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { describe, undone } from './undone.ts'

export const undoCopy: Question<Workspace> = {
  id: 'undo-copy',
  asks: 'A copy is made, exported and removed before B is made and committed: what is there after an undo?',
  expected: 'A',
  async ask(workspace) {
    const { figma, put } = workspace
    figma.commitUndo()
    const first = put(figma.createRectangle())
    figma.commitUndo()
    const copy = put(first.clone())
    await copy.exportAsync()
    copy.remove()
    const second = put(figma.createRectangle())
    figma.commitUndo()
    await undone(workspace)
    const ghost = workspace.container.findOne(({ id }) => id === copy.id)
    const nodes = { A: first, B: second }
    return { answer: ghost === null ? describe(nodes) : `${describe(nodes)} and the copy` }
  },
}
