import { plainDetails } from '../../plain-details.ts'
import { Recipe, recipeKey } from '../../../contract/model/plugin-data/recipe.ts'
import * as build from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { createCanvas } from '@napi-rs/canvas'
import { keep, mark } from './in-figma.ts'

/** A picture with a different colour at every pixel. */
export function samplePicture(width: number, height: number): Uint8Array {
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      pen.fillStyle = `rgb(${String((x * 255) / width)},${String((y * 255) / height)},90)`
      pen.fillRect(x, y, 1, 1)
    }
  }
  return new Uint8Array(canvas.encodeSync('png'))
}

interface Wanted {
  parent?: string
  x?: number
  y?: number
  width?: number
  height?: number
  rotation?: number
  /** The id that its recipe names as its source. */
  source?: string
  /** Null while it waits for its picture. */
  picture?: { width: number; height: number } | null
}

/** A frame as the plugin leaves it: its picture, cover-fit and centred, and its recipe. */
export function addVariant(document: HostDocument, name: string, wanted: Wanted = {}): string {
  const {
    parent = document.currentPage,
    source = '9:9',
    picture = { width: 60, height: 40 },
  } = wanted
  const { x = 0, y = 0, width = 100, height = 100, rotation = 0 } = wanted
  const frame = build.addFrame(document, parent, { name, x, y, width, height, rotation })
  const bytes = samplePicture(picture?.width ?? 30, picture?.height ?? 30)
  const scale = picture === null ? 1 : Math.max(width / picture.width, height / picture.height)
  const size =
    picture === null
      ? { width, height }
      : { width: picture.width * scale, height: picture.height * scale }
  const layer = build.addImageRect(document, frame, bytes, {
    name: 'Picture',
    ...size,
    x: (width - size.width) / 2,
    y: (height - size.height) / 2,
    constraints: { horizontal: 'SCALE', vertical: 'SCALE' },
  })
  mark(document, layer, 'picture', `${frame} ${layer}`)
  keep(document, frame, recipeKey, recipeFor(document, frame, source, bytes, picture))
  return frame
}

function recipeFor(
  document: HostDocument,
  node: string,
  source: string,
  bytes: Uint8Array,
  picture: Wanted['picture'],
): Recipe {
  const hash = document.images.add(bytes)
  return Recipe.parse({
    version: 1,
    node,
    owner: null,
    part: 0,
    details: plainDetails,
    price: null,
    run: 'run-1',
    job: `job-${node}`,
    source: { id: source, name: 'Poster', size: { width: 400, height: 300 } },
    target: { kind: 'ratio', ratio: '1:1' },
    focalPoint: { x: 0.5, y: 0.5 },
    reference: { hash, type: 'image/png', width: 30, height: 30 },
    request: {
      model: 'gpt-image-2-image-to-image',
      prompt: 'At dusk',
      ratio: '1:1',
      resolution: '1K',
      callbackUrl: '',
      idempotencyKey: 'restage-1',
    },
    progress: picture
      ? { state: 'done', at: 1, task: 'task_1', picture: { hash, ...picture } }
      : { state: 'submitted', at: 1, task: 'task_1' },
  })
}
