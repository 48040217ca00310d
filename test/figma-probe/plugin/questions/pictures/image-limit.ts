import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { longPng, tooLongPng } from './files.ts'

export const imageLimit: Question<Workspace> = {
  id: 'image-limit',
  asks: 'Does createImage take 4096 pixels a side, and refuse 4097 at once?',
  expected: '4096 taken, 4097 refused',
  async ask({ figma }) {
    const most = await refusal(() => figma.createImage(figma.base64Decode(longPng)))
    const more = await refusal(() => figma.createImage(figma.base64Decode(tooLongPng)))
    const word = (why: string | null) => (why === null ? 'taken' : 'refused')
    return {
      answer: `4096 ${word(most)}, 4097 ${word(more)}`,
      detail: [most, more].filter((why) => why !== null).join(' · '),
    }
  },
}
