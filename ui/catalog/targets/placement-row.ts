import type { Placement, PlacementGroup } from './placement.ts'
import { checkedOn } from './citations.ts'

/** A placement as a table row; usual values are left out. */
export type PlacementRow = readonly [
  name: string,
  group: PlacementGroup,
  platform: string,
  width: number,
  height: number,
  source: string,
  extra?: Partial<Pick<Placement, 'safeZones' | 'format' | 'note'>>,
]

/** The placement of a row; its id is the name of its Buzz asset, else made from its own name. */
export function placementOfRow(
  [name, group, platform, width, height, source, extra]: PlacementRow,
  buzzId: string | null,
): Placement {
  return {
    id: buzzId ?? kebabCase(name),
    name,
    group,
    platform,
    width,
    height,
    buzzId,
    safeZones: [],
    format: 'PNG',
    source,
    checkedOn,
    note: null,
    ...extra,
  }
}

/** "Link preview (og:image)" is `link-preview-og-image`. */
function kebabCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
