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
