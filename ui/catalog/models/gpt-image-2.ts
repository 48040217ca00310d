import type { AspectRatio, Resolution } from '../../../contract/model/target.ts'
import { resolutions } from '../../../contract/model/target.ts'

/** A ratio of whole numbers, reduced: 16:9, not 32:18. `auto` has none. */
export interface Proportion {
  readonly width: number
  readonly height: number
}

interface RatioRow {
  readonly proportion: Proportion | null
  /** The resolutions at which the API's default route offers the ratio. */
  readonly resolutions: readonly Resolution[]
}

const everywhere: readonly Resolution[] = resolutions
const only1K: readonly Resolution[] = ['1K']
const not2K: readonly Resolution[] = ['1K', '4K']

/**
 * Which ratio exists at which resolution, from HiAPI's own skill for the model
 * (HiAPIAI/hiapi-gpt-image-2-skill 0.5.0, scripts/lib/gpt-image-2.mjs). Its sources disagree
 * about 1:1 at 4K; it is offered, and the API has the last word.
 */
const table: Readonly<Record<AspectRatio, RatioRow>> = {
  auto: { proportion: null, resolutions: only1K },
  '1:1': { proportion: { width: 1, height: 1 }, resolutions: everywhere },
  '3:2': { proportion: { width: 3, height: 2 }, resolutions: everywhere },
  '2:3': { proportion: { width: 2, height: 3 }, resolutions: everywhere },
  '4:3': { proportion: { width: 4, height: 3 }, resolutions: everywhere },
  '3:4': { proportion: { width: 3, height: 4 }, resolutions: everywhere },
  '5:4': { proportion: { width: 5, height: 4 }, resolutions: not2K },
  '4:5': { proportion: { width: 4, height: 5 }, resolutions: not2K },
  '16:9': { proportion: { width: 16, height: 9 }, resolutions: everywhere },
  '9:16': { proportion: { width: 9, height: 16 }, resolutions: everywhere },
  '2:1': { proportion: { width: 2, height: 1 }, resolutions: everywhere },
  '1:2': { proportion: { width: 1, height: 2 }, resolutions: everywhere },
  '3:1': { proportion: { width: 3, height: 1 }, resolutions: only1K },
  '1:3': { proportion: { width: 1, height: 3 }, resolutions: only1K },
  '21:9': { proportion: { width: 7, height: 3 }, resolutions: everywhere },
  '9:21': { proportion: { width: 3, height: 7 }, resolutions: only1K },
}

/** The reduced proportion of a ratio; null for `auto`, which is the API's own choice. */
export function proportionOf(ratio: AspectRatio): Proportion | null {
  return table[ratio].proportion
}

/** The resolutions at which a ratio can be ordered. */
export function resolutionsOf(ratio: AspectRatio): readonly Resolution[] {
  return table[ratio].resolutions
}

/** Whether the API makes this ratio at this resolution. */
export function isOffered(ratio: AspectRatio, resolution: Resolution): boolean {
  return table[ratio].resolutions.includes(resolution)
}

/**
 * What to order instead when the API refuses a pair about which its own sources disagree: 1:1 at 4K
 * becomes 2K. Null where a refusal is final.
 */
export function substituteFor(ratio: AspectRatio, resolution: Resolution): Resolution | null {
  return ratio === '1:1' && resolution === '4K' ? '2K' : null
}
