import type { Library, OwnPlacement } from '../../../contract/model/client-storage/library.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import { placements } from '../../catalog/targets/placements.ts'
import { groups, type Placement, type PlacementGroup } from '../../catalog/targets/placement.ts'

/** The groups of the placement list, in its order. */
export type ListGroup = 'favourites' | 'own' | PlacementGroup

/** A placement that can be chosen: a shipped one, or one of the designer's own. */
export interface KnownPlacement extends Size {
  readonly id: string
  readonly name: string
  readonly group: Exclude<ListGroup, 'favourites'>
  /** Words that a search finds it by, besides its name. */
  readonly platform: string
  /** The shipped placement, with the source of its size; null for one of the designer's own. */
  readonly shipped: Placement | null
}

const shipped: readonly KnownPlacement[] = placements.map((placement) => {
  const { id, name, group, platform, width, height } = placement
  return { id, name, group, platform, width, height, shipped: placement }
})

/** Every placement, by id: the designer's own first. */
export type KnownPlacements = ReadonlyMap<string, KnownPlacement>

export function knownPlacements(own: readonly OwnPlacement[]): KnownPlacements {
  const all = [...own.map(knownOwn), ...shipped]
  return new Map(all.map((placement) => [placement.id, placement]))
}

function knownOwn({ id, name, width, height }: OwnPlacement): KnownPlacement {
  return { id, name, group: 'own', platform: '', width, height, shipped: null }
}

interface PlacementSection {
  readonly group: ListGroup
  readonly placements: readonly KnownPlacement[]
}

/** Placements as listed: favourites first, each of them once; empty groups are left out. */
export function sectionsOf(
  list: readonly KnownPlacement[],
  favourites: Library['favourites'],
): readonly PlacementSection[] {
  const isFavourite = new Set(favourites)
  const groupOf = ({ id, group }: KnownPlacement) => (isFavourite.has(id) ? 'favourites' : group)
  return (['favourites', 'own', ...groups] as const)
    .map((group) => ({ group, placements: list.filter((each) => groupOf(each) === group) }))
    .filter((section) => section.placements.length > 0)
}
