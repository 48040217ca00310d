import { withWebp } from '../../../../../ui/services/images/carried-webp.ts'
import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'
import { jpeg, png } from './files.ts'

export const imageBytes: Question<Workspace> = {
  id: 'image-bytes',
  asks: 'Are the bytes of an image read back as they were given: a PNG, one that carries a WebP in a chunk of its own, a JPEG?',
  expected: 'identical, identical, identical',
  async ask({ figma, put }) {
    const plain = figma.base64Decode(png)
    const given = [plain, withWebp(plain, new Uint8Array(1000)), figma.base64Decode(jpeg)]
    const words: string[] = []
    for (const bytes of given) {
      const { hash } = figma.createImage(bytes)
      const shown = put(figma.createRectangle())
      shown.fills = [{ type: 'IMAGE', imageHash: hash, scaleMode: 'FILL' }]
      const read = await figma.getImageByHash(hash)?.getBytesAsync()
      words.push(read !== undefined && isSame(bytes, read) ? 'identical' : 'other')
    }
    return { answer: words.join(', ') }
  },
}

const isSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at])
