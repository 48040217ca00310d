import type { Size } from '../../contract/model/geometry.ts'
import type { HostDocument } from '../host/document/document.ts'
import { absoluteBoundingBox } from '../host/document/measure.ts'
import type { Env, Surface } from '../host/env/env.ts'
import { loadPictures, paintNode } from '../host/painter.ts'
import type { LayoutTarget } from '../../ui/catalog/text-layout/layout-target.ts'

/** A frame of a document, to be looked at; with the safe area where it is a variant. */
export interface View {
  readonly frame: string
  readonly target?: LayoutTarget
}

const width = 1800
const gap = 16
const tallest = 300
const widest = 560

/** The frames of a document beside each other, small, as the stand-in paints them. */
export async function drawSheet(
  document: HostDocument,
  env: Env,
  views: readonly View[],
): Promise<Surface> {
  const tiles = laid(views.map(({ frame }) => absoluteBoundingBox(document, frame)))
  const height = Math.max(...tiles.map((tile) => tile.y + tile.height)) + gap
  const surface = env.createSurface(width, Math.ceil(height))
  const { pen } = surface
  pen.fillStyle = '#e5e5e5'
  pen.fillRect(0, 0, width, height)
  const pictures = await loadPictures(
    document,
    env,
    views.map(({ frame }) => frame),
  )
  for (const [at, { frame, target }] of views.entries()) {
    const tile = tiles[at]
    if (tile === undefined) continue
    const box = absoluteBoundingBox(document, frame)
    pen.save()
    pen.transform(tile.scale, 0, 0, tile.scale, tile.x, tile.y)
    pen.save()
    pen.transform(1, 0, 0, 1, -box.x, -box.y)
    paintNode({ document, env, pictures, surface }, frame)
    pen.restore()
    if (target !== undefined) outlineSafe(surface, target, tile.scale)
    pen.restore()
  }
  return surface
}

function outlineSafe({ pen }: Surface, { frame, safe }: LayoutTarget, scale: number): void {
  pen.strokeStyle = 'rgba(255,255,255,0.35)'
  pen.lineWidth = 1 / scale
  pen.beginPath()
  pen.rect(
    safe.left,
    safe.top,
    frame.width - safe.left - safe.right,
    frame.height - safe.top - safe.bottom,
  )
  pen.stroke()
}

function laid(sizes: readonly Size[]) {
  let [x, y, row] = [gap, gap, 0]
  return sizes.map((size) => {
    const scale = Math.min(tallest / size.height, widest / size.width)
    const tile = { width: size.width * scale, height: size.height * scale, scale }
    if (x + tile.width > width - gap) {
      x = gap
      y += row + gap
      row = 0
    }
    const placed = { ...tile, x, y }
    x += tile.width + gap
    row = Math.max(row, tile.height)
    return placed
  })
}
