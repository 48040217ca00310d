import type { Question } from '../../../question.ts'
import { type Workspace, mark } from '../../workspace.ts'

const collectionName = 'Restage probe'

export const cloneModes: Question<Workspace> = {
  id: 'clone-modes',
  asks: 'A layer takes a mode of variables from its frame, and its copy stands outside: which mode has each?',
  expected: 'the frame’s inside; the default outside; the frame’s once it is set',
  async ask({ figma, put, atEnd }) {
    for (const old of await figma.variables.getLocalVariableCollectionsAsync()) {
      if (old.getPluginData(mark) !== '') old.remove()
    }
    const collection = figma.variables.createVariableCollection(collectionName)
    atEnd(() => {
      collection.remove()
    })
    collection.setPluginData(mark, 'collection')
    // A collection has one mode on the Starter plan.
    const wanted = collection.addMode('Dark')
    // A layer that no variable is bound to may be asked all the same.
    const frame = put(figma.createFrame())
    const layer = figma.createRectangle()
    frame.appendChild(layer)
    frame.setExplicitVariableModeForCollection(collection, wanted)
    const modeOf = (node: { readonly resolvedVariableModes: Record<string, string> }) => {
      const mode = node.resolvedVariableModes[collection.id]
      if (mode === undefined) return 'none'
      return mode === wanted ? 'the frame’s' : 'the default'
    }
    const inside = modeOf(layer)
    const copy = put(layer.clone())
    const outside = modeOf(copy)
    copy.setExplicitVariableModeForCollection(collection, wanted)
    return { answer: `${inside} inside; ${outside} outside; ${modeOf(copy)} once it is set` }
  },
}
