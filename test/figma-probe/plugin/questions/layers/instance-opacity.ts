import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const instanceOpacity: Question<Workspace> = {
  id: 'instance-opacity',
  asks: 'Can the opacity and the visibility of a layer in an instance be changed, and does its component keep its own?',
  expected: 'opacity 0.5, hidden; in the component 1, visible',
  async ask({ figma, put }) {
    const component = put(figma.createComponent())
    const layer = figma.createRectangle()
    component.appendChild(layer)
    const inside = put(component.createInstance()).findOne(({ type }) => type === 'RECTANGLE')
    if (inside?.type !== 'RECTANGLE') return { answer: 'the instance is empty' }
    inside.opacity = 0.5
    inside.visible = false
    const said = (node: { opacity: number; visible: boolean }) =>
      `${String(node.opacity)}, ${node.visible ? 'visible' : 'hidden'}`
    return { answer: `opacity ${said(inside)}; in the component ${said(layer)}` }
  },
}
