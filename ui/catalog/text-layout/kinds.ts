import type { Rect, Size } from '../../../contract/model/geometry.ts'
import { type Group, itemsIn, type Side } from './groups.ts'
import type { LayoutTarget } from './layout-target.ts'
import { type Bands, placeBands } from './place-bands.ts'
import { cellsOfRow, placeRow } from './place-row.ts'
import type { Placed, Scaling } from './stack-group.ts'

/** One way to lay groups out. */
export interface Kind {
  readonly name: 'anchor' | 'side' | 'top' | 'bottom' | 'column' | 'row'
  /** What it costs in likeness. */
  readonly penalty: number
  readonly place: (
    groups: readonly Group[],
    region: Rect,
    scaling: Scaling,
  ) => readonly Placed[] | null
}

/** The ways that make sense in a target, the likest first. */
export function kindsFor(source: Size, { frame }: LayoutTarget): readonly Kind[] {
  const ratio = frame.width / frame.height
  const isWider = (ratio * source.height) / source.width >= 1.2
  const bands = (name: Kind['name'], penalty: number, given: Partial<Bands> = {}): Kind => ({
    name,
    penalty,
    place: (groups, region, scaling) => {
      const main = mainSide(groups)
      const own: Bands = { share: 1, sideOf: ({ h }) => h, bandOf: ({ v }) => v, ...given }
      const column: Partial<Bands> = {
        sideOf: (group) => (isFree(group) ? group.h : main),
      }
      const all: Partial<Bands> = { sideOf: () => main }
      const extra = name === 'side' ? column : name === 'column' ? all : {}
      const gap = Math.max(4, Math.min(region.width, region.height) * 0.045)
      return placeBands(groups, region, gap, scaling, { ...own, ...extra }, source.height)
    },
  })
  const row = (penalty: number, isSplit: boolean): Kind => ({
    name: 'row',
    penalty,
    place: (groups, region, scaling) =>
      placeRow(cellsOfRow(groups, isSplit), region, rowGap(region), scaling),
  })
  const to = (band: Side) => (group: Group) => (isFree(group) ? group.v : band)
  return [
    bands('anchor', 0),
    ...(isWider ? [bands('side', 0.1, { share: 0.5 }), bands('side', 0.14, { share: 0.62 })] : []),
    bands('top', 0.08, { bandOf: to(0) }),
    bands('bottom', 0.08, { bandOf: to(1) }),
    bands('column', 0.12, { bandOf: () => 0.5 }),
    ...(ratio >= 2.5 ? [row(0.05, false), row(0.07, true)] : []),
  ]
}

const rowGap = ({ width, height }: Rect) => Math.max(8, Math.min(height * 0.3, width * 0.03))

/** Whether a group is a logo, which keeps its corner whatever the text does. */
const isFree = (group: Group) => itemsIn(group).every(({ role }) => role === 'logo')

/** The side of most letters; a column has no middle. */
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
