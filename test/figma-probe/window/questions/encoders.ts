import type { Question } from '../../question.ts'

const types = ['image/png', 'image/jpeg', 'image/webp']

export const encoders: Question<null> = {
  id: 'window-encoders',
  asks: 'Which pictures can the window write, and does it read them again?',
  expected: 'png, jpeg, webp',
  async ask() {
    const canvas = document.createElement('canvas')
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
    const good: string[] = []
    for (const type of types) {
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve, type)
      })
      if (blob?.type !== type) continue
      const { width } = await createImageBitmap(blob)
      if (width === canvas.width) good.push(type.replace('image/', ''))
    }
    return { answer: good.join(', ') }
  },
}
