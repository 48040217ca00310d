/** A light that a reference is shown under. */
export interface Light {
  /** Where it comes from, above. */
  readonly side: 'left' | 'right'
  /** Lies over all of the picture. */
  readonly tint: string
  /** Red, green and blue of the light, and of where it does not reach. */
  readonly sun: string
  readonly shade: string
}

/** Neighbours differ at a glance: copies of a picture get one after the other. */
const lights = [
  { side: 'left', tint: 'rgba(255, 214, 150, 0.25)', sun: '255, 240, 205', shade: '20, 24, 60' },
  { side: 'right', tint: 'rgba(90, 150, 255, 0.55)', sun: '205, 230, 255', shade: '4, 14, 48' },
  { side: 'left', tint: 'rgba(255, 90, 110, 0.5)', sun: '255, 190, 150', shade: '60, 8, 60' },
  { side: 'right', tint: 'rgba(120, 210, 130, 0.5)', sun: '245, 255, 200', shade: '4, 44, 34' },
  { side: 'left', tint: 'rgba(40, 40, 60, 0.6)', sun: '255, 255, 255', shade: '0, 0, 0' },
  { side: 'right', tint: 'rgba(255, 200, 60, 0.6)', sun: '255, 220, 120', shade: '90, 30, 0' },
] as const satisfies readonly Light[]

export function lightOf(number: number): Light {
  return lights[number % lights.length] ?? lights[0]
}
