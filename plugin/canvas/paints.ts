/** Whether fills or strokes are seen at all; where Figma says that they differ, they are. */
export function showsPaint(paints: readonly Paint[] | PluginAPI['mixed']): boolean {
  return typeof paints === 'symbol' || paints.some(isSeen)
}

/** Whether one of the paints that are seen is of such a type. */
export function hasPaint(
  paints: readonly Paint[] | PluginAPI['mixed'],
  types: readonly Paint['type'][],
): boolean {
  return typeof paints !== 'symbol' && paints.some((paint) => isSeen(paint) && types.includes(paint.type)) // prettier-ignore
}

function isSeen({ visible, opacity }: Paint): boolean {
  return visible !== false && opacity !== 0
}
