import { cells } from '../api/contract.ts'

export type Size = { width: number; height: number }

/** Pixels of a 1K picture, inferred from the vendor's gallery files (all near 1536 × 1024). */
const budget1K = 1_572_864
/** Pixels of the largest picture that the upstream model is reported to make. */
const budget4K = 8_294_400

/** The size of the picture that the server draws: real files are off the exact ratio by a pixel. */
export function pictureSize(ratio: string, resolution: string): Size {
  const r = ratioValue(ratio)
  if (resolution === '1K') return ofArea(r, budget1K)
  const edge = resolution === '2K' ? 2048 : 3840
  const size =
    r >= 1
      ? { width: edge, height: Math.round(edge / r) }
      : { width: Math.round(edge * r), height: edge }
  return size.width * size.height > budget4K ? ofArea(r, budget4K) : size
}

/** `auto` follows the reference: the listed ratio nearest to it, measured as a factor. */
export function nearestRatio(width: number, height: number): string {
  const distance = (ratio: string) => Math.abs(Math.log(ratioValue(ratio) / (width / height)))
  const ratios = Object.keys(cells).filter((ratio) => ratio !== 'auto')
  return ratios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best))
}

export function ratioValue(ratio: string): number {
  const [a = 1, b = 1] = ratio.split(':').map(Number)
  return a / b
}

function ofArea(r: number, area: number): Size {
  return { width: Math.round(Math.sqrt(area * r)), height: Math.round(Math.sqrt(area / r)) }
}
