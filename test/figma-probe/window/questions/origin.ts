import type { Question } from '../../question.ts'

export const origin: Question<null> = {
  id: 'window-origin',
  asks: 'What is the window’s origin?',
  expected: 'null',
  ask: async () => ({ answer: self.origin }),
}
