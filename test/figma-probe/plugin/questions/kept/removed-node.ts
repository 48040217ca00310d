import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const removedNode: Question<Workspace> = {
  id: 'removed-node',
  asks: 'What is known of a layer that was removed?',
  expected: 'removed, its id, its type; its name is refused; by its id: null',
  async ask({ figma, put }) {
    const layer = put(figma.createRectangle())
    const { id } = layer
    layer.remove()
    const name = await refusal(() => layer.name)
    const known = [
      layer.removed ? 'removed' : 'not removed',
      (await refusal(() => layer.id)) === null && layer.id === id ? 'its id' : 'no id',
      (await refusal(() => layer.type)) === null ? 'its type' : 'no type',
    ]
    const found = await figma.getNodeByIdAsync(id)
    return {
      answer: `${known.join(', ')}; its name is ${name === null ? 'told' : 'refused'}; by its id: ${found === null ? 'null' : 'found'}`,
      detail: name ?? '',
    }
  },
}
