/** The gradient of a scrim, from its edge (position 0) to the other side (1). */
export const scrimStops = [
  { position: 0, strength: 1 },
  { position: 0.5, strength: 1 },
  { position: 1, strength: 0 },
] as const

/** A scrim's strength at a position, both from 0 to 1. */
export function scrimStrength(position: number): number {
  return Math.max(0, Math.min(1, 2 - 2 * position))
}
