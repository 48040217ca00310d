import type { Rect, Size } from '../../../contract/model/geometry.ts'
import { type Group, itemsIn, type Side } from './groups.ts'
import { type Bands, placeBands } from './place-bands.ts'
import { cellsOfRow, placeRow } from './place-row.ts'
import type { Placed, Scaling } from './stack-group.ts'

/** One way to lay groups out. */
export interface Kind {
  readonly name: 'anchor' | 'stack' | 'side' | 'top' | 'bottom' | 'column' | 'row'
  /** Subtracted from the score, because the layout resembles the source less. */
  readonly penalty: number
  readonly place: (scaling: Scaling) => readonly Placed[] | null
}

/** The kinds that make sense for these groups in a region, the most similar to the source first. */
export function kindsFor(groups: readonly Group[], source: Size, region: Rect): readonly Kind[] {
  const { width, height } = region
  const ratio = width / height
  const isWider = (ratio * source.height) / source.width >= 1.2
  const gap = Math.max(4, Math.min(width, height) * 0.045)
  const main = mainSide(groups)
  const bands = (name: Kind['name'], penalty: number, given: Partial<Bands> = {}): Kind => ({
    name,
    penalty,
    place: (scaling) =>
      placeBands(groups, region, gap, scaling, { ...asInSource, ...given }, source),
  })
  const row = (penalty: number, isSplit: boolean): Kind => {
    const cells = cellsOfRow(groups, isSplit)
    const between = Math.max(8, Math.min(height * 0.3, width * 0.03))
    return { name: 'row', penalty, place: (scaling) => placeRow(cells, region, between, scaling) }
  }
  const sideOf = (group: Group) => (isFree(group) ? group.h : main)
  const to = (band: Side) => (group: Group) => (isFree(group) ? group.v : band)
  const side = (penalty: number, share: number) => bands('side', penalty, { sideOf, share })
  return [
    bands('anchor', 0),
    bands('stack', 0.06, { sideOf }),
    ...(isWider ? [side(0.1, 0.5), side(0.14, 0.62)] : []),
    bands('top', 0.08, { bandOf: to(0) }),
    bands('bottom', 0.08, { bandOf: to(1) }),
    bands('column', 0.2, { sideOf: () => main, bandOf: () => 0.5 }),
    ...(ratio >= 2.5 ? [row(0.05, false), row(0.2, true)] : []),
  ]
}

const asInSource: Bands = { share: 1, sideOf: ({ h }) => h, bandOf: ({ v }) => v }

/** Whether a group is a logo, which keeps its corner wherever the text goes. */
const isFree = (group: Group) => itemsIn(group).every(({ role }) => role === 'logo')

/** The side with most of the text; the middle only if it has more than either side. */
function mainSide(groups: readonly Group[]): Side {
  const weight = (side: Side) =>
    groups
      .filter(({ h }) => h === side)
      .flatMap(itemsIn)
      .reduce((sum, { block }) => sum + block.lines.length * block.box.width * block.box.height, 0)
  const [left, middle, right] = [weight(0), weight(0.5), weight(1)]
  if (middle > left && middle > right) return 0.5
  return right > left ? 1 : 0
}
