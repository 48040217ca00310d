/** Numbers from 0 to 1, always the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** The standard normal distribution's 95th percentile. */
const z95 = 1.6449

/** Lognormal durations with the given median and 95th percentile, in their unit. */
export function lognormal(
  count: number,
  { median, p95 }: { readonly median: number; readonly p95: number },
  random: () => number,
): number[] {
  const spread = Math.log(p95 / median) / z95
  return Array.from({ length: count }, () => {
    // Box–Muller; 1 − random keeps the logarithm finite.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return median * Math.exp(spread * normal)
  })
}
