import type { Resolution } from '../../plugin/protocol/target.ts'

/** The day on which the prices below were true, as far as HiAPI's blog said so. */
export const pricesTrueOn = '2026-11-01'

/** US dollars a picture, image to image, default route. An estimate: the API's own list decides. */
const prices: Readonly<Record<Resolution, number>> = { '1K': 0.03, '2K': 0.04, '4K': 0.06 }

/** What one picture is expected to cost, in US dollars. */
export function priceOf(resolution: Resolution): number {
  return prices[resolution]
}
