import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

export const codeFromStrings: Question<Workspace> = {
  id: 'code-from-strings',
  asks: 'Does the sandbox run code made from strings?',
  expected: 'refused',
  async ask() {
    const why = await refusal(() => Reflect.construct(Function, ['return 1']))
    return why === null ? { answer: 'runs' } : { answer: 'refused', detail: why }
  },
}
