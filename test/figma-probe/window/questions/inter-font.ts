import type { Question } from '../../question.ts'

const text = 'Handgloves 0123'

export const interFont: Question<null> = {
  id: 'window-inter',
  asks: 'Is Inter there for the window?',
  expected: 'yes',
  async ask() {
    const context = document.createElement('canvas').getContext('2d')
    const width = (font: string) => {
      if (context === null) return 0
      context.font = `40px ${font}`
      return context.measureText(text).width
    }
    // A font that is not there leaves the text to the next one.
    const isThere = ['serif', 'monospace'].every(
      (other) => width(`Inter, ${other}`) !== width(other),
    )
    return { answer: isThere ? 'yes' : 'no' }
  },
}
