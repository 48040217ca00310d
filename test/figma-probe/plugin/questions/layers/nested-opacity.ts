import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const nestedOpacity: Question<Workspace> = {
  id: 'nested-opacity',
  asks: 'Can the opacity of a layer in an instance within an instance be set to 0?',
  expected: 'opacity 0; in the component 1',
  ask({ figma, put }) {
    const inner = put(figma.createComponent())
    const layer = figma.createRectangle()
    inner.appendChild(layer)
    const outer = put(figma.createComponent())
    outer.appendChild(inner.createInstance())
    const inside = put(outer.createInstance()).findOne(({ type }) => type === 'RECTANGLE')
    if (inside?.type !== 'RECTANGLE') return Promise.resolve({ answer: 'the instance is empty' })
    inside.opacity = 0
    return Promise.resolve({
      answer: `opacity ${String(inside.opacity)}; in the component ${String(layer.opacity)}`,
    })
  },
}
