import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const insertIndex: Question<Workspace> = {
  id: 'insert-index',
  asks: 'Of the layers A, B and C, A is inserted at index 2 of their own frame: what is their order then?',
  expected: 'B, C, A',
  async ask({ figma, put }) {
    const frame = put(figma.createFrame())
    const [first] = ['A', 'B', 'C'].map((name) => {
      const layer = figma.createRectangle()
      layer.name = name
      frame.appendChild(layer)
      return layer
    })
    if (first !== undefined) frame.insertChild(2, first)
    return { answer: frame.children.map(({ name }) => name).join(', ') }
  },
}
