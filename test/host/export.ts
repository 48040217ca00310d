import type { HostDocument } from './document/document.ts'
import { absoluteBoundingBox, absoluteRenderBounds } from './document/measure.ts'
import { FigmaError } from './document/types.ts'
import type { Env } from './env/env.ts'
import { loadPictures, paintNode } from './painter.ts'
import type { ExportLog } from './sandbox/session.ts'

type Settings = {
  format: string
  constraint?: { type: string; value: number }
  useAbsoluteBounds?: boolean
  colorProfile?: string
  contentsOnly?: boolean
}

const types: Record<string, 'image/png' | 'image/jpeg'> = { PNG: 'image/png', JPG: 'image/jpeg' }

/** plugin-api.d.ts 5139–5165: how large the picture is. */
const scaleOf = (
  constraint: { type: string; value: number },
  size: { width: number; height: number },
): number => {
  const scales: Record<string, number> = {
    SCALE: constraint.value,
    WIDTH: constraint.value / size.width,
    HEIGHT: constraint.value / size.height,
  }
  const scale = scales[constraint.type]
  if (scale === undefined || !(scale > 0)) {
    throw new FigmaError('in exportAsync: Property "settings" failed validation')
  }
  return scale
}

export const exportNode = async (
  document: HostDocument,
  env: Env,
  id: string,
  given: unknown,
): Promise<{ bytes: Uint8Array; log: ExportLog }> => {
  // plugin-api.d.ts 9049: without settings, "a PNG at 1x resolution"
  const settings = (given ?? { format: 'PNG' }) as Settings
  const type = types[settings.format]
  const profile = settings.colorProfile ?? 'DOCUMENT'
  if (type === undefined || !['DOCUMENT', 'SRGB', 'DISPLAY_P3_V4'].includes(profile)) {
    throw new FigmaError('in exportAsync: Property "settings" failed validation')
  }
  document.node(id)
  const rendered = absoluteRenderBounds(document, id)
  if (rendered === null) {
    // figma.md §5, message as reported
    throw new FigmaError(
      'in exportAsync: Failed to export node. This node may not have any visible layers.',
    )
  }
  const area = settings.useAbsoluteBounds === true ? absoluteBoundingBox(document, id) : rendered
  const scale = scaleOf(settings.constraint ?? { type: 'SCALE', value: 1 }, area)
  const width = Math.max(1, Math.round(area.width * scale))
  const height = Math.max(1, Math.round(area.height * scale))
  const pictures = await loadPictures(document, env, [id])
  const surface = env.createSurface(width, height)
  if (type === 'image/jpeg') {
    // JPEG has no transparency: what is seen through is white
    surface.pen.fillStyle = '#fff'
    surface.pen.fillRect(0, 0, width, height)
  }
  const sx = width / area.width
  const sy = height / area.height
  surface.pen.setTransform(sx, 0, 0, sy, -area.x * sx, -area.y * sy)
  paintNode({ document, env, pictures, surface }, id)
  const log = {
    node: id,
    format: settings.format,
    constraint: settings.constraint ?? null,
    width,
    height,
  }
  return { bytes: await surface.encode(type), log }
}
