import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

const key = 'kept'

export const instanceData: Question<Workspace> = {
  id: 'instance-data',
  asks: 'Has a layer in an instance the plugin data of the component’s layer?',
  expected: 'yes',
  async ask({ figma, put }) {
    const component = put(figma.createComponent())
    const layer = figma.createRectangle()
    component.appendChild(layer)
    layer.setPluginData(key, 'of the component')
    const [inside] = put(component.createInstance()).children
    const data = inside?.getPluginData(key) ?? ''
    return { answer: data === '' ? 'no' : 'yes', detail: `its id: ${inside?.id ?? 'none'}` }
  },
}
