import type { Question } from '../../question.ts'

export const blobAddresses: Question<null> = {
  id: 'window-blobs',
  asks: 'Does the window’s policy let it show a picture, and start a worker, from a blob: address?',
  expected: 'picture yes, worker yes',
  async ask() {
    const word = (isFine: boolean) => (isFine ? 'yes' : 'no')
    const [picture, worker] = [await showsPicture(), await startsWorker()]
    return { answer: `picture ${word(picture)}, worker ${word(worker)}` }
  },
}

async function showsPicture(): Promise<boolean> {
  const canvas = document.createElement('canvas')
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve)
  })
  if (blob === null) return false
  return withAddress(blob, async (address) => {
    const image = new Image()
    image.src = address
    await image.decode()
  })
}

function startsWorker(): Promise<boolean> {
  const script = new Blob(['postMessage("here")'], { type: 'text/javascript' })
  return withAddress(
    script,
    (address) =>
      new Promise<void>((resolve, reject) => {
        const worker = new Worker(address)
        worker.onmessage = () => {
          worker.terminate()
          resolve()
        }
        worker.onerror = () => {
          reject(new Error('The worker did not start.'))
        }
      }),
  )
}

async function withAddress(blob: Blob, use: (address: string) => Promise<void>): Promise<boolean> {
  const address = URL.createObjectURL(blob)
  try {
    await use(address)
    return true
  } catch {
    // Whatever the reason: that is the answer.
    return false
  } finally {
    URL.revokeObjectURL(address)
  }
}
