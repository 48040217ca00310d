import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const fonts: Question<Workspace> = {
  id: 'fonts',
  asks: 'Do Inter Regular and Inter Bold load, and is a font refused that does not exist?',
  expected: 'Regular loads, Bold loads, the other is refused',
  async ask({ figma }) {
    const load = (family: string, style: string) =>
      refusal(() => figma.loadFontAsync({ family, style }))
    const word = (why: string | null) => (why === null ? 'loads' : 'is refused')
    const regular = word(await load('Inter', 'Regular')).replace('is ', '')
    const bold = word(await load('Inter', 'Bold')).replace('is ', '')
    const why = await load('No Such Font of Restage', 'Regular')
    const all = await figma.listAvailableFontsAsync()
    return {
      answer: `Regular ${regular}, Bold ${bold}, the other ${word(why)}`,
      detail: `${String(all.length)} fonts; ${why ?? ''}`,
    }
  },
}
