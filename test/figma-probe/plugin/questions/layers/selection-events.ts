import type { Question } from '../../../question.ts'
import { type Workspace, mark } from '../../workspace.ts'
import { wait } from '../wait.ts'

export const selectionEvents: Question<Workspace> = {
  id: 'selection-events',
  asks: 'The selection is set twice in a row: how many selectionchange events come, and when?',
  expected: '0 at once, 1 later',
  async ask({ figma, events, atEnd }) {
    const page = figma.currentPage
    const before = page.selection
    // A selection is of its own page, and nobody is to be taken to another one.
    const layers = [figma.createRectangle(), figma.createRectangle()]
    atEnd(() => {
      page.selection = before.filter((node) => !node.removed)
      for (const layer of layers) if (!layer.removed) layer.remove()
    })
    for (const layer of layers) layer.setPluginData(mark, 'layer')
    const count = () => events.filter((event) => event === 'selectionchange').length
    const start = count()
    for (const layer of layers) page.selection = [layer]
    const atOnce = count() - start
    await wait(1_000)
    const later = count() - start - atOnce
    page.selection = before.filter((node) => !node.removed)
    for (const layer of layers) layer.remove()
    return { answer: `${String(atOnce)} at once, ${String(later)} later` }
  },
}
