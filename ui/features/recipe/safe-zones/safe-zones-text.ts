import { counted, join } from '../../../formats/format.ts'
import type { VariantInfo } from '../../../../contract/model/variant.ts'

/** The words for safe zones on the canvas. */

export const zoneLabels = {
  title: 'Safe zones',
  rule: 'Rule',
  show: 'Show safe zone',
  hide: 'Hide safe zone',
  showAll: 'Show all safe zones',
  hideAll: 'Hide all safe zones',
} as const

/** Why there is no safe zone to show. */
export function noZoneText(variants: readonly VariantInfo[]): string {
  const [only, ...others] = variants
  if (only === undefined || others.length > 0) return 'None of them has a published safe zone.'
  const { target } = only.recipe
  return target.kind === 'placement'
    ? `${target.name} has no published safe zone.`
    : 'Only placements have safe zones.'
}

/** "4 safe zones shown. 3 variants have none." */
export function zonesShownText(shown: number, without: number): string {
  return join(
    counted(shown, '1 safe zone shown.', '# safe zones shown.'),
    counted(without, '1 variant has none.', '# variants have none.', ''),
  )
}
export function zonesHiddenText(hidden: number): string {
  return counted(hidden, '1 safe zone hidden.', '# safe zones hidden.', 'No safe zones to hide.')
}

export const guideHint = 'A locked layer over the frame, never exported.'
