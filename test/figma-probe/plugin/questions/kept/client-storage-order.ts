import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { forget } from './forget.ts'

export const clientStorageOrder: Question<Workspace> = {
  id: 'client-storage-order',
  asks: 'Of two writes to one key of client storage that don’t wait for each other, which one counts?',
  expected: 'the later one',
  async ask({ figma }) {
    await forget(figma)
    try {
      const writes = ['earlier', 'later'].map((value) => figma.clientStorage.setAsync('key', value))
      await Promise.all(writes)
      return { answer: `the ${String(await figma.clientStorage.getAsync('key'))} one` }
    } finally {
      await forget(figma)
    }
  },
}
