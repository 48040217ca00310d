/** A light that a reference is shown under. Colours are CSS colours. */
export interface Light {
  /** Where it comes from, above. */
  readonly side: 'left' | 'right'
  /** Lies over all of the picture. */
  readonly tint: string
  /** The light itself, and what is where it does not reach; each faded and as it is. */
  readonly sun: readonly [faded: string, full: string]
  readonly shade: readonly [faded: string, full: string]
}

/** Degrees between the hues of neighbours: however many there are, none comes near another soon. */
const goldenAngle = 137.508

/**
 * The light of a prompt's picture. Copies of a picture get one after the other, and differ at a glance.
 *
 * @param seed a number of the prompt's own
 * @param take 0 for the first picture
 */
export function lightOf(seed: number, take: number): Light {
  const hue = ((seed % 36_000) / 100 + take * goldenAngle) % 360
  const faded = (rest: string, most: number): [string, string] => [
    `hsla(${rest}, 0)`,
    `hsla(${rest}, ${String(most)})`,
  ]
  return {
    side: (seed + take) % 2 === 0 ? 'left' : 'right',
    tint: `hsla(${hue.toFixed(2)}, 80%, 60%, 0.45)`,
    sun: faded(`${hue.toFixed(2)}, 100%, 90%`, 0.26),
    shade: faded(`${((hue + 40) % 360).toFixed(2)}, 70%, 10%`, 0.42),
  }
}
