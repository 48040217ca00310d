import type { Placement, PlacementId } from './placement.ts'
import { buzzRows } from './buzz-placements.ts'
import { otherRows } from './other-placements.ts'
import { placementOfRow } from './placement-row.ts'

/** Every placement that ships with the plugin, those of Figma Buzz first. */
export const placements: readonly Placement[] = [
  ...buzzRows.map(({ id, row }) => placementOfRow(row, id)),
  ...otherRows.map((row) => placementOfRow(row, null)),
]

const byId: ReadonlyMap<PlacementId, Placement> = new Map(
  placements.map((placement) => [placement.id, placement]),
)

/** The shipped placement with this id; null if there is none (any longer). */
export function placementOf(id: PlacementId): Placement | null {
  return byId.get(id) ?? null
}
