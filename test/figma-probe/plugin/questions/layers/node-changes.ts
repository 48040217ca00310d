import type { NodeChangeEvent } from '@figma/plugin-typings/plugin-api-standalone'
import type { Question } from '../../../question.ts'
import { type Workspace, mark } from '../../workspace.ts'
import { wait } from '../wait.ts'

export const nodeChanges: Question<Workspace> = {
  id: 'node-changes',
  asks: 'A layer of the current page is renamed and removed by the plugin: what does nodechange tell of it?',
  expected: 'PROPERTY_CHANGE name LOCAL; DELETE LOCAL',
  async ask({ figma, atEnd }) {
    const { currentPage } = figma
    const layer = figma.createRectangle()
    layer.setPluginData(mark, 'layer')
    atEnd(() => {
      if (!layer.removed) layer.remove()
    })
    const { id } = layer
    await wait(500)
    const told: string[] = []
    const listen = ({ nodeChanges }: NodeChangeEvent) => {
      for (const change of nodeChanges.filter((each) => each.id === id)) {
        const properties =
          change.type === 'PROPERTY_CHANGE' ? ` ${change.properties.join(' ')}` : ''
        told.push(`${change.type}${properties} ${change.origin}`)
      }
    }
    currentPage.on('nodechange', listen)
    try {
      layer.name = 'Renamed'
      await wait(1_000)
      layer.remove()
      await wait(1_000)
    } finally {
      currentPage.off('nodechange', listen)
    }
    return { answer: told.join('; ') }
  },
}
