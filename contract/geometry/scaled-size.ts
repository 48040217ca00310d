import type { Size } from '../model/geometry.ts'

/** A size times a factor, in whole pixels: at least one on each side. */
export function scaledSize({ width, height }: Size, factor: number): Size {
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  }
}
