import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const textShadow: Question<Workspace> = {
  id: 'text-shadow',
  asks: 'Is a shadow with a spread refused on a text, and one with a spread of 0 taken?',
  expected: 'refused, taken',
  async ask({ figma, put }) {
    const text = put(figma.createText())
    const shadow = {
      type: 'DROP_SHADOW',
      color: { r: 0, g: 0, b: 0, a: 1 },
      offset: { x: 0, y: 4 },
      radius: 4,
      visible: true,
      blendMode: 'NORMAL',
    } as const
    const words: string[] = []
    let detail = ''
    for (const spread of [2, 0]) {
      const why = await refusal(() => {
        text.effects = [{ ...shadow, spread }]
      })
      words.push(why === null ? 'taken' : 'refused')
      detail ||= why ?? ''
    }
    return { answer: words.join(', '), detail }
  },
}
