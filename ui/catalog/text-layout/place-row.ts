import type { Rect } from '../../../contract/model/geometry.ts'
import { around, type Group, itemsIn } from './groups.ts'
import type { Role } from './roles.ts'
import { moved, type Placed, type Scaling, type Stack, stackGroup } from './stack-group.ts'

/**
 * Places groups side by side, in the middle of the height, in reading order. Logos, buttons and prices that
 * end the row go to its far edge. Null if the groups don't fit.
 */
export function placeRow(
  groups: readonly Group[],
  region: Rect,
  gap: number,
  scaling: Scaling,
): readonly Placed[] | null {
  const texts = groups.flatMap(itemsIn).flatMap(({ writings }) => writings)
  const isLeftToRight = texts.filter((text) => text.isLeftToRight).length * 2 >= texts.length
  const cells = groups.map((group) => stackGroup(group, region.width, scaling))
  const room = region.width - gap * (groups.length - 1)
  const stuck = new Set<number>()
  for (;;) {
    if (cells.some((cell) => cell === null)) return null
    const widths = cells.map((cell) => cell?.width ?? 0)
    const over = widths.reduce((sum, width) => sum + width, 0) - room
    if (over <= 0) break
    const at = widestOf(widths, stuck)
    const group = groups[at]
    if (group === undefined) return null
    const narrower = stackGroup(group, (widths[at] ?? 0) * 0.88, scaling)
    if (narrower === null || narrower.height > region.height) stuck.add(at)
    else cells[at] = narrower
  }
  const stacks = cells.flatMap((cell) => cell ?? [])
  if (stacks.some(({ height }) => height > region.height + 0.01)) return null
  return lined(groups, stacks, region, gap, isLeftToRight)
}

const endRoles: ReadonlySet<Role> = new Set(['logo', 'button', 'price'])

function widestOf(widths: readonly number[], stuck: ReadonlySet<number>): number {
  let widest = -1
  for (const [at, width] of widths.entries()) {
    if (!stuck.has(at) && width > (widths[widest] ?? 0)) widest = at
  }
  return widest
}

function lined(
  groups: readonly Group[],
  stacks: readonly Stack[],
  region: Rect,
  gap: number,
  isLeftToRight: boolean,
): readonly Placed[] {
  const taken = stacks.reduce((sum, { width }) => sum + width, gap * (stacks.length - 1))
  const free = region.width - taken
  // The free space comes before the logos, buttons and prices at the end of the row.
  const last = groups.length - 1
  const isEnd = (at: number): boolean =>
    at > 0 &&
    (at === last || isEnd(at + 1)) &&
    (groups[at]?.rows.flat().every(({ role }) => endRoles.has(role)) ?? false)
  let x = 0
  return stacks.flatMap((stack, at) => {
    if (isEnd(at) && !isEnd(at - 1)) x += free
    const left = isLeftToRight ? x : region.width - x - stack.width
    x += stack.width + gap
    return moved(stack.placed, region.x + left, region.y + (region.height - stack.height) / 2)
  })
}

/** The cells of a row: each button and price alone, the rest by group; if split, every item alone. */
export function cellsOfRow(groups: readonly Group[], isSplit: boolean): readonly Group[] {
  return groups
    .flatMap((group) => {
      const items = itemsIn(group)
      const isAlone = (role: string) => isSplit || role === 'button' || role === 'price'
      const alone = items.filter(({ role }) => isAlone(role)).map((item) => cut(group, [[item]]))
      const rows = group.rows
        .map((row) => row.filter(({ role }) => !isAlone(role)))
        .filter((row) => row.length > 0)
      return rows.length > 0 ? [cut(group, rows), ...alone] : alone
    })
    .sort((a, b) => firstOf(a) - firstOf(b))
}

const firstOf = (group: Group) => Math.min(...itemsIn(group).map(({ order }) => order))

function cut(group: Group, rows: Group['rows']): Group {
  return { ...group, rows, box: around(rows.flat().map(({ block }) => block.box)) }
}
