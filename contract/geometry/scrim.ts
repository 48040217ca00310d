/** How strong a scrim is on its way from its edge to the other side: the gradient's stops, in shares. */
export const scrimStops = [
  { position: 0, strength: 1 },
  { position: 0.5, strength: 1 },
  { position: 1, strength: 0 },
] as const

/** The strength at a share of that way. */
export function scrimStrength(position: number): number {
  return Math.max(0, Math.min(1, 2 - 2 * position))
}
