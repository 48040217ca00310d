import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const exportEmpty: Question<Workspace> = {
  id: 'export-empty',
  asks: 'Is the export of a frame that shows nothing refused, and has it render bounds?',
  expected: 'refused, no bounds',
  async ask({ figma, put }) {
    const frame = put(figma.createFrame())
    frame.fills = []
    const why = await refusal(() => frame.exportAsync({ format: 'PNG' }))
    const bounds = frame.absoluteRenderBounds === null ? 'no bounds' : 'bounds'
    return { answer: `${why === null ? 'made' : 'refused'}, ${bounds}`, detail: why ?? '' }
  },
}
