import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

const key = 'kept'

export const duplicateData: Question<Workspace> = {
  id: 'duplicate-data',
  asks: 'Has a duplicate the plugin data of its original, its layers too, and ids of its own?',
  expected: 'data: both, ids: new',
  async ask({ figma, put }) {
    const frame = put(figma.createFrame())
    const layer = figma.createRectangle()
    frame.appendChild(layer)
    for (const node of [frame, layer]) node.setPluginData(key, node.id)
    const copy = put(frame.clone())
    const [inside] = copy.children
    const has = (node: { getPluginData(key: string): string } | undefined, id: string) =>
      node?.getPluginData(key) === id
    const data = [has(copy, frame.id), has(inside, layer.id)]
    const word = data.every(Boolean) ? 'both' : data.some(Boolean) ? 'one' : 'none'
    const isNew = copy.id !== frame.id && inside?.id !== layer.id
    return { answer: `data: ${word}, ids: ${isNew ? 'new' : 'the same'}` }
  },
}
