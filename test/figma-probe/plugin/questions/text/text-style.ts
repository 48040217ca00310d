import type { Question } from '../../../question.ts'
import { type Workspace, mark } from '../../workspace.ts'

export const textStyle: Question<Workspace> = {
  id: 'text-style',
  asks: 'A text with a text style gets another size: does it keep the style?',
  expected: 'loses it',
  async ask({ figma, put, atEnd }) {
    for (const old of await figma.getLocalTextStylesAsync()) {
      if (old.getPluginData(mark) !== '') old.remove()
    }
    await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
    const style = figma.createTextStyle()
    atEnd(() => {
      style.remove()
    })
    style.setPluginData(mark, 'style')
    style.name = 'Restage probe'
    style.fontName = { family: 'Inter', style: 'Regular' }
    style.fontSize = 20
    const text = put(figma.createText())
    text.fontName = { family: 'Inter', style: 'Regular' }
    text.characters = 'Ag'
    await text.setTextStyleIdAsync(style.id)
    const size = text.fontSize
    text.fontSize = 30
    return {
      answer: text.textStyleId === style.id ? 'keeps it' : 'loses it',
      detail: `size with the style ${String(size)}, then ${String(text.fontSize)}`,
    }
  },
}
