import type { Question } from '../../../question.ts'
import { type Workspace, mark } from '../../workspace.ts'
import { undone } from './undone.ts'

export const undoData: Question<Workspace> = {
  id: 'undo-data',
  asks: 'Does an undo take back plugin data on a layer, on the document, and what a prototype does?',
  expected: 'layer yes, document yes, prototype yes',
  async ask(workspace) {
    const { figma, put, atEnd } = workspace
    const layer = put(figma.createFrame())
    atEnd(() => {
      figma.root.setPluginData(mark, '')
    })
    layer.setPluginData('step', '1')
    figma.root.setPluginData(mark, '1')
    figma.commitUndo()
    await layer.setReactionsAsync([{ trigger: { type: 'ON_CLICK' }, actions: [{ type: 'BACK' }] }])
    layer.setPluginData('step', '2')
    figma.root.setPluginData(mark, '2')
    figma.commitUndo()
    await undone(workspace)
    if (layer.removed) return { answer: 'the layer is gone' }
    const word = (isBack: boolean) => (isBack ? 'yes' : 'no')
    return {
      answer: [
        `layer ${word(layer.getPluginData('step') === '1')}`,
        `document ${word(figma.root.getPluginData(mark) === '1')}`,
        `prototype ${word(layer.reactions.length === 0)}`,
      ].join(', '),
    }
  },
}
