import { messageOf, type Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { forget } from './forget.ts'

const mega = 1024 * 1024
const part = 'x'.repeat(mega / 8)
const most = 12 * mega

export const clientStorageQuota: Question<Workspace> = {
  id: 'client-storage-quota',
  asks: 'How much does client storage take before it refuses?',
  expected: '5 MB, then refused',
  async ask({ figma: { clientStorage }, figma }) {
    await forget(figma)
    let taken = 0
    try {
      while (taken < most) {
        await clientStorage.setAsync(`part-${String(taken)}`, part)
        taken += part.length
      }
      return { answer: `${megas(taken)}, then no end` }
    } catch (error) {
      // A last part may not have fitted by a few bytes.
      return { answer: `${megas(taken + part.length / 2)}, then refused`, detail: messageOf(error) }
    } finally {
      await forget(figma)
    }
  },
}

const megas = (bytes: number) => `${String(Math.round(bytes / mega))} MB`
