import type { Question } from '../../../question.ts'
import type { Desk } from '../../desk.ts'

const key = 'sought'

export const findByData: Question<Desk> = {
  id: 'find-by-data',
  asks: 'Does findAllWithCriteria find layers by a key of plugin data, deep ones too, and only those?',
  expected: 'just those',
  async ask({ figma, put, home }) {
    const frame = put(figma.createFrame())
    const layer = figma.createRectangle()
    frame.appendChild(layer)
    for (const node of [frame, layer]) node.setPluginData(key, 'yes')
    put(figma.createRectangle())
    const found = home.findAllWithCriteria({ pluginData: { keys: [key] } }).map(({ id }) => id)
    const isRight = found.length === 2 && [frame, layer].every(({ id }) => found.includes(id))
    return { answer: isRight ? 'just those' : 'others', detail: `${String(found.length)} found` }
  },
}
