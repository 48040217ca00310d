import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const fillClone: Question<Workspace> = {
  id: 'fill-clone',
  asks: 'A layer that fills its auto layout is copied and moved out: can its size be set to what it was?',
  expected: '200 × 20',
  ask({ figma, put }) {
    const row = put(figma.createFrame())
    row.layoutMode = 'VERTICAL'
    row.primaryAxisSizingMode = 'FIXED'
    row.counterAxisSizingMode = 'FIXED'
    row.resize(200, 100)
    const child = figma.createFrame()
    child.resize(50, 20)
    row.appendChild(child)
    child.layoutSizingHorizontal = 'FILL'
    const { width, height } = child
    const copy = put(child.clone())
    const before = `${String(copy.width)} × ${String(copy.height)}`
    copy.resizeWithoutConstraints(width, height)
    return Promise.resolve({
      answer: `${String(copy.width)} × ${String(copy.height)}`,
      detail: `${before} before, ${String(width)} × ${String(height)} in its auto layout`,
    })
  },
}
