import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

/** Where a PNG has its width and its height. */
const sizeAt = [16, 20] as const

export const exportSize: Question<Workspace> = {
  id: 'export-size',
  asks: 'How large is the export of a frame of 100 × 50 that is asked for in a width of 4096?',
  expected: '4096 × 2048',
  async ask({ figma, put }) {
    const frame = put(figma.createFrame())
    frame.resize(100, 50)
    const bytes = await frame.exportAsync({
      format: 'PNG',
      colorProfile: 'SRGB',
      useAbsoluteBounds: true,
      constraint: { type: 'WIDTH', value: 4096 },
    })
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return {
      answer: sizeAt.map((at) => view.getUint32(at)).join(' × '),
      detail: `${String(bytes.length)} bytes`,
    }
  },
}
