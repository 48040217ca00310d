import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

const key = 'sought'

export const findByData: Question<Workspace> = {
  id: 'find-by-data',
  asks: 'Does findAllWithCriteria find layers by a key of plugin data, deep ones too, and only those?',
  expected: 'just those',
  async ask({ figma, put, container }) {
    const frame = put(figma.createFrame())
    const layer = figma.createRectangle()
    frame.appendChild(layer)
    for (const node of [frame, layer]) node.setPluginData(key, 'yes')
    put(figma.createRectangle())
    const found = container.findAllWithCriteria({ pluginData: { keys: [key] } }).map(({ id }) => id)
    const isRight = found.length === 2 && [frame, layer].every(({ id }) => found.includes(id))
    return { answer: isRight ? 'just those' : 'others', detail: `${String(found.length)} found` }
  },
}
