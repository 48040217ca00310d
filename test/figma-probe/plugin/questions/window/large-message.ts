import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

const size = 3_000_000
/** Every so manieth byte is looked at: all of them would hold Figma up. */
const step = 997

export const largeMessage: Question<Workspace> = {
  id: 'large-message',
  asks: 'Do 3 MB of bytes, as much as a large picture, go to the window and back as they are?',
  expected: 'as they are',
  async ask({ send }) {
    const bytes = new Uint8Array(size)
    for (let at = 0; at < size; at += step) bytes[at] = at % 251
    const start = Date.now()
    const back = await send({ name: 'echo', bytes })
    const time = `${String(Date.now() - start)} ms`
    if (!(back instanceof Uint8Array)) return { answer: 'as something else', detail: time }
    let isSame = back.length === size
    for (let at = 0; at < size; at += step) isSame &&= back[at] === at % 251
    return { answer: isSame ? 'as they are' : 'changed', detail: time }
  },
}
