import type { Question } from '../../question.ts'

export const arrival: Question<null> = {
  id: 'window-arrival',
  asks: 'How does the window’s page arrive?',
  expected: 'data:',
  ask: async () => ({
    answer: location.href === 'about:srcdoc' ? 'srcdoc' : location.protocol,
    detail: `${location.href.slice(0, 60)}, ${String(location.href.length)} characters`,
  }),
}
