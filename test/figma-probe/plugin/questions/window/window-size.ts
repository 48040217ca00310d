import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { wait } from '../wait.ts'

export const windowSize: Question<Workspace> = {
  id: 'window-size',
  asks: 'How large does a window get that asks for 2000 × 2000?',
  expected: '2000 × 2000',
  async ask({ figma, send }) {
    figma.ui.resize(2000, 2000)
    try {
      await wait(500)
      return { answer: String(await send({ name: 'size' })) }
    } finally {
      figma.ui.resize(560, 480)
    }
  },
}
