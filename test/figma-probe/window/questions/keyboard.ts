import type { Question } from '../../question.ts'

export const keyboard: Question<null> = {
  id: 'window-keyboard',
  asks: 'Does a field that is focused by the window have the keyboard, without a click?',
  expected: 'yes',
  async ask() {
    const field = document.querySelector('textarea')
    field?.focus()
    const has = document.activeElement === field && document.hasFocus()
    return { answer: has ? 'yes' : 'no' }
  },
}
