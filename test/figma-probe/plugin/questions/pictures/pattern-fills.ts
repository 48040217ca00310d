import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const patternFills: Question<Workspace> = {
  id: 'pattern-fills',
  asks: 'Is a pattern refused as a fill that is set at once, and taken by `setFillsAsync`?',
  expected: 'refused, taken',
  async ask({ figma, put }) {
    const source = put(figma.createFrame())
    const shown = put(figma.createRectangle())
    const pattern = {
      type: 'PATTERN',
      sourceNodeId: source.id,
      tileType: 'RECTANGULAR',
      scalingFactor: 1,
      spacing: { x: 0, y: 0 },
      horizontalAlignment: 'START',
    } as const
    const atOnce = await refusal(() => {
      shown.fills = [pattern]
    })
    const later = await refusal(() => shown.setFillsAsync([pattern]))
    const words = [atOnce, later].map((why) => (why === null ? 'taken' : 'refused'))
    return { answer: words.join(', '), detail: atOnce ?? later ?? '' }
  },
}
