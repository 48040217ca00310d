import { createDocument } from '../../host/builders.ts'
import { HostDocument } from '../../host/document/document.ts'
import type { Paint, Props } from '../../host/document/types.ts'
import type { Env } from '../../host/env/env.ts'
import { sampleFrames } from './index.ts'
import { drawLake, lakeSize } from './lake.ts'
import type { Shape } from './shapes.ts'

/** The file that the playground opens, the poster selected. */
export async function sampleDocument(env: Env): Promise<HostDocument> {
  const document = createDocument()
  const lake = document.images.add(await lakePicture(env))
  for (const shape of sampleFrames) add(document, document.currentPage, shape, lake)
  document.setSelection(document.currentPage, [document.byName('Poster')])
  // opened, not made: the first undo must not take the sample apart
  return HostDocument.fromJSON(document.toJSON())
}

function add(document: HostDocument, parent: string, shape: Shape, lake: string): void {
  const { type, name, x, y, width, height, props } = shape
  // text that fits its box to itself would lose the box, and its alignment in it
  const fixed: Partial<Props> = type === 'TEXT' ? { textAutoResize: 'NONE' } : {}
  const given = { name, x, y, width, height, ...fixed, ...read(props, lake) }
  const id = document.create(type, parent, given)
  for (const child of shape.children) add(document, id, child, lake)
}

/** The sample is written with the plugin API's names; a file keeps corners one by one. */
function read({ cornerRadius, fills, ...props }: Shape['props'], lake: string): Partial<Props> {
  const corner = typeof cornerRadius === 'number' ? cornerRadius : 0
  return {
    ...props,
    fills: (fills as readonly Painted[]).map((fill) => paint(fill, lake)),
    topLeftRadius: corner,
    topRightRadius: corner,
    bottomLeftRadius: corner,
    bottomRightRadius: corner,
  }
}

type Painted = Paint | { readonly type: 'PICTURE' }

const paint = (fill: Painted, imageHash: string): Paint =>
  fill.type === 'PICTURE' ? { type: 'IMAGE', imageHash, scaleMode: 'FILL' } : fill

async function lakePicture(env: Env): Promise<Uint8Array> {
  const surface = env.createSurface(lakeSize.width, lakeSize.height)
  drawLake(surface.pen)
  return surface.encode('image/png')
}
