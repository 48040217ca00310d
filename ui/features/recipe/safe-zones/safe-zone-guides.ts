import { placementOf } from '../../../catalog/targets/placements.ts'
import type { Placement, SafeZone } from '../../../catalog/targets/placement.ts'
import type { Insets } from '../../../../contract/model/geometry.ts'
import type { RequestOf } from '../../../../contract/protocol/procedures.ts'
import type { VariantInfo } from '../../../../contract/model/variant.ts'

export type Guides = RequestOf<'drawGuides'>['guides']

/** The safe zones of a variant's placement, the one to follow first; empty if it has none. */
function safeZonesOf({ recipe: { target } }: VariantInfo): readonly SafeZone[] {
  return shippedPlacement(target)?.safeZones ?? []
}

/** The names of all rules that can be chosen for some variants, each once. */
export function ruleNames(variants: readonly VariantInfo[]): readonly string[] {
  const names = variants.flatMap((variant) => {
    const zones = safeZonesOf(variant)
    return zones.length > 1 ? zones.map(({ name }) => name) : []
  })
  return [...new Set(names)]
}

/**
 * The safe zones to draw over some variants; those that have none are left out.
 *
 * @param rule the name of the preferred rule; a placement without that rule gets its first one
 */
export function guidesToShow(variants: readonly VariantInfo[], rule: string | null): Guides {
  return variants.flatMap((variant) => {
    const zones = safeZonesOf(variant)
    const zone = zones.find(({ name }) => name === rule) ?? zones[0]
    const { target } = variant.recipe
    if (zone === undefined || target.kind !== 'placement') return []
    const insets = scaled(zone.insets, target.size, variant.bounds)
    return [{ node: variant.node, name: target.name, insets }]
  })
}

/** The safe zones to remove: all that are drawn over the variants, by whatever rule. */
export function guidesToHide(variants: readonly VariantInfo[]): Guides {
  return variants
    .filter(({ hasGuide }) => hasGuide)
    .map(({ node, name }) => ({ node, name, insets: null }))
}

function shippedPlacement(target: VariantInfo['recipe']['target']): Placement | null {
  return target.kind === 'placement' ? placementOf(target.placement) : null
}

/** In a frame that the designer has resized, the safe zone is scaled in proportion. */
function scaled(
  { top, right, bottom, left }: Insets,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): Insets {
  const [across, down] = [to.width / from.width, to.height / from.height]
  return { top: top * down, right: right * across, bottom: bottom * down, left: left * across }
}
