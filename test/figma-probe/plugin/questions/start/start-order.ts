import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const startOrder: Question<Workspace> = {
  id: 'start-order',
  asks: 'What happens at the start, and in which order: the script, the run event, the window’s first message?',
  expected: 'script, run, window',
  ask: async ({ events }) => ({ answer: events.join(', ') }),
}
