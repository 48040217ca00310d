import { addFrame } from '../../host/builders.ts'
import { maxImageSide } from '../../host/document/images.ts'
import type { HostDocument } from '../../host/document/document.ts'
import type { Env } from '../../host/env/env.ts'
import type { Camera, Point } from './camera.ts'

const accepted = ['image/png', 'image/jpeg', 'image/webp']
const gap = 40

type Say = (sentence: string) => void

/** Pictures that are dropped on the canvas or pasted become frames, as large as they are. */
export function takePictures(
  canvas: HTMLElement,
  document: HostDocument,
  env: Env,
  camera: Camera,
  say: Say,
): void {
  const take = (data: DataTransfer | null, at: Point) => {
    // the list is emptied as soon as the event is over
    const files = [...(data?.files ?? [])]
    if (files.length > 0) void addPictures(files, at, document, env, say)
  }
  addEventListener('dragover', (event) => event.preventDefault())
  addEventListener('drop', (event) => {
    event.preventDefault()
    const { left, top } = canvas.getBoundingClientRect()
    take(event.dataTransfer, camera.toPage({ x: event.clientX - left, y: event.clientY - top }))
  })
  addEventListener('paste', (event) => take(event.clipboardData, camera.toPage(camera.middle)))
}

async function addPictures(
  files: readonly File[],
  at: Point,
  document: HostDocument,
  env: Env,
  say: Say,
): Promise<void> {
  const made: string[] = []
  let x = at.x
  for (const file of files) {
    if (!accepted.includes(file.type)) {
      say(`${file.name} is not a picture that can be read here: use PNG, JPEG or WebP.`)
      continue
    }
    const picture = await readable(file, env).catch(() => null)
    if (picture === null) {
      say(`${file.name} can't be read: it seems to be damaged.`)
      continue
    }
    const { bytes, width, height } = picture
    const imageHash = document.images.add(bytes)
    made.push(
      addFrame(document, document.currentPage, {
        name: file.name.replace(/\.[^.]+$/, '') || 'Picture',
        // the first one lies under the pointer with its middle, the others stand beside it
        x: Math.round(made.length === 0 ? x - width / 2 : x),
        y: Math.round(at.y - height / 2),
        width,
        height,
        fills: [{ type: 'IMAGE', imageHash, scaleMode: 'FILL' }],
      }),
    )
    x += (made.length === 1 ? width / 2 : width) + gap
  }
  if (made.length > 0) document.setSelection(document.currentPage, made)
}

/** A file of Figma's holds PNG and JPEG up to 4096 pixels a side: what is not, is made so. */
async function readable(
  file: File,
  env: Env,
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const picture = await env.decodeImage(bytes)
  const shrink = Math.min(1, maxImageSide / Math.max(picture.width, picture.height))
  if (shrink === 1 && file.type !== 'image/webp') return { ...picture, bytes }
  const width = Math.max(1, Math.round(picture.width * shrink))
  const height = Math.max(1, Math.round(picture.height * shrink))
  const surface = env.createSurface(width, height)
  surface.pen.imageSmoothingQuality = 'high'
  surface.pen.drawImage(picture.drawable, 0, 0, width, height)
  const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/png'
  return { bytes: await surface.encode(type), width, height }
}
