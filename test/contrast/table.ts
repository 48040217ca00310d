import type { Cell } from './measure.ts'
import { neededContrast } from '../../ui/catalog/contrast/legibility.ts'
import type { TestLayout } from './layouts.ts'

/** A text that can't be read well, and nobody said so. */
export interface Unsaid {
  readonly cell: Cell
  readonly name: string
  readonly contrast: number
  readonly needed: number
}

/** How far a painted pixel may be off what was computed: of a contrast. */
const off = 0.96

export function unsaidIn(cells: readonly Cell[], layouts: readonly TestLayout[]): Unsaid[] {
  return cells.flatMap((cell) =>
    cell.texts.flatMap(({ name, contrast }) => {
      const needed = neededOf(cell, name, layouts)
      const isSaid = cell.found.hard.some((each) => each.name === name)
      return isSaid || contrast >= needed * off ? [] : [{ cell, name, contrast, needed }]
    }),
  )
}

function neededOf({ layout }: Cell, name: string, layouts: readonly TestLayout[]): number {
  const found = layouts.find((each) => each.name === layout)
  const text = found?.texts.find((each) => each.name === name)
  return found === undefined || text === undefined ? 21 : neededContrast(text, found.frame)
}

/** What was measured, by kind of picture: how many texts could be read as they were, with a scrim, or not. */
export function contrastTable(cells: readonly Cell[], layouts: readonly TestLayout[]): string {
  const kinds = new Map<string, Cell[]>()
  for (const cell of cells) {
    const kind = cell.picture.replace(/, [\d:]+$/, '')
    kinds.set(kind, [...(kinds.get(kind) ?? []), cell])
  }
  const groups: [string, readonly Cell[]][] = [...kinds, ['all', cells]]
  const rows = groups.map(([kind, some]) => {
    const texts = some.flatMap((cell) => cell.before.map((text) => ({ cell, ...text })))
    const asIs = texts.filter(
      ({ cell, name, contrast }) => contrast >= neededOf(cell, name, layouts),
    )
    const hard = some.reduce((sum, { found }) => sum + found.hard.length, 0)
    const scrims = some.flatMap(({ found }) => found.scrim?.opacity ?? []).sort((a, b) => a - b)
    return [
      kind,
      String(texts.length),
      percent(asIs.length / texts.length),
      percent(1 - hard / texts.length),
      percent(hard / texts.length),
      percent(scrims.length / some.length),
      scrims.length === 0 ? '' : String(scrims[Math.floor(scrims.length / 2)]),
      String(unsaidIn(some, layouts).length),
    ]
  })
  const heads = ['Picture', 'Texts', 'Read as is', 'Read', 'Flagged', 'Scrims', 'Median', 'Unsaid']
  return [heads, ...rows]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(28) : cell.padStart(11))).join(''))
    .join('\n')
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
