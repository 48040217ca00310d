import type { HostDocument } from './document.ts'
import { lookAt, valuesOf } from './segments.ts'
import { linesOf } from './text-lines.ts'
import type { Props } from './types.ts'

/** Rough width of a letter; the host has no font in hand here, and nothing hangs on the exact value. */
const letterWidth = 0.56
export const lineRatio = 1.21
/** The height of Inter's capitals: what vertical trim leaves of a line (plugin-api.d.ts 10336). */
const capRatio = 0.727

/** From a line to the next, of the largest character in it. */
export const lineHeightAt = (document: HostDocument, id: string, at: number): number => {
  const height = lookAt(document, id, at, 'lineHeight')
  const size = lookAt(document, id, at, 'fontSize')
  if (height.unit === 'PIXELS') return height.value
  return height.unit === 'PERCENT' ? (size * height.value) / 100 : size * lineRatio
}

/** How far each character reaches, from the first on. */
const reachOf = (document: HostDocument, id: string): number[] => {
  const reach = [0]
  const isPlain = document.prop(id, 'runs').length === 0
  let advance = 0
  for (const at of document.prop(id, 'characters').split('').keys()) {
    if (at === 0 || !isPlain) {
      const size = lookAt(document, id, at, 'fontSize')
      const { unit, value } = lookAt(document, id, at, 'letterSpacing')
      advance = size * letterWidth + (unit === 'PIXELS' ? value : (value * size) / 100)
    }
    reach.push((reach[at] ?? 0) + advance)
  }
  return reach
}

/**
 * What a text's lines take together.
 *
 * @param width the lines wrap in this
 */
export const sizeOfLines = (
  document: HostDocument,
  id: string,
  width: number,
): Pick<Props, 'width' | 'height'> => {
  const text = document.prop(id, 'characters')
  const reach = reachOf(document, id)
  const widthOf = (start: number, end: number) => (reach[end] ?? 0) - (reach[start] ?? 0)
  const lines = linesOf(text, widthOf, width)
  const longest = Math.max(...lines.map(({ start, end }) => widthOf(start, end)))
  const most =
    document.prop(id, 'textTruncation') === 'ENDING' ? document.prop(id, 'maxLines') : null
  const isPlain = (['fontSize', 'lineHeight'] as const).every(
    (key) => valuesOf(document, id, key).length === 1,
  )
  const heights = lines.slice(0, most ?? lines.length).map(({ start, end, isLast }, i, shown) => {
    const last = isPlain ? start : Math.max(start, end - 1)
    const all = Array.from({ length: last - start + 1 }, (_, at) =>
      lineHeightAt(document, id, start + at),
    )
    const gap = isLast && i < shown.length - 1 ? lookAt(document, id, start, 'paragraphSpacing') : 0
    return Math.max(...all) + gap
  })
  const isTrimmed = document.prop(id, 'leadingTrim') === 'CAP_HEIGHT'
  const least = Math.max(...valuesOf(document, id, 'fontSize')) * capRatio
  if (isTrimmed) heights.splice(-1, 1, least)
  return {
    width: Math.ceil(longest),
    height: Math.ceil(heights.reduce((sum, height) => sum + height, 0)),
  }
}

/** Text makes its own box: WIDTH_AND_HEIGHT on both axes, HEIGHT on one. */
export const fitText = (
  document: HostDocument,
  id: string,
  put: (document: HostDocument, id: string, patch: Partial<Props>) => void,
): void => {
  const mode = document.prop(id, 'textAutoResize')
  if (mode !== 'WIDTH_AND_HEIGHT' && mode !== 'HEIGHT') return
  const room = mode === 'HEIGHT' ? document.prop(id, 'width') : Infinity
  const { width, height } = sizeOfLines(document, id, room)
  put(document, id, { ...(mode === 'WIDTH_AND_HEIGHT' ? { width } : {}), height })
}
