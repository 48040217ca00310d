import { warned } from './warned.ts'

/**
 * Whether any fill or stroke is visible; mixed paints count as visible.
 *
 * @param faintest the opacity up to which a paint does not count
 */
export function showsPaint(paints: readonly Paint[] | PluginAPI['mixed'], faintest = 0): boolean {
  return typeof paints === 'symbol' || paints.some((paint) => isSeen(paint, faintest))
}

/** Whether a visible paint has one of the types; mixed paints have none. */
export function hasPaint(
  paints: readonly Paint[] | PluginAPI['mixed'],
  types: readonly Paint['type'][],
): boolean {
  return typeof paints !== 'symbol' && paints.some((paint) => isSeen(paint) && types.includes(paint.type)) // oxfmt-ignore
}

/** Figma takes patterns only asynchronously. They follow, so that a picture never has to wait for them. */
export function setPaints(
  layer: FrameNode | RectangleNode,
  key: 'fills' | 'strokes',
  paints: readonly Paint[],
): void {
  const plain = paints.filter(({ type }) => type !== 'PATTERN')
  layer[key] = plain
  if (plain.length === paints.length) return
  layer[key === 'fills' ? 'setFillsAsync' : 'setStrokesAsync'](paints).catch(
    warned('A pattern is missing.'),
  )
}

function isSeen(paint: Paint, faintest = 0): boolean {
  const { visible, opacity = 1 } = paint
  return visible !== false && opacity * strengthOf(paint) > faintest
}

/** Of a gradient, which may be clear in part, about how opaque it is. */
function strengthOf(paint: Paint): number {
  if (!('gradientStops' in paint)) return 1
  const { gradientStops: stops } = paint
  return stops.reduce((sum, { color }) => sum + color.a, 0) / stops.length
}
