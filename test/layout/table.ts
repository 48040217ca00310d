import type { Outcome } from './lay-out.ts'

/** One line for each layout and place; and what is kept of all of them. */
export function layoutTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap(({ name, cells }) =>
    cells.map(({ place, kind, leftOut, broken, said }) => [
      name,
      place,
      kind,
      leftOut.join(', '),
      broken.join(', '),
      said.filter((rule) => !broken.includes(rule)).join(', '),
    ]),
  )
  const heads = ['Layout', 'Placement', 'Laid', 'Left out', 'Broken', 'Said, but kept']
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const { all, kept, whole, unsaid } = sumOf(outcomes)
  return [
    line(heads),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    `${all} cells: ${kept} keep every rule, ${whole} of them with nothing left out; ${unsaid} break one that was not said.`,
  ].join('\n')
}

export function sumOf(outcomes: readonly Outcome[]) {
  const cells = outcomes.flatMap((outcome) => outcome.cells)
  const kept = cells.filter(({ broken }) => broken.length === 0)
  return {
    all: cells.length,
    kept: kept.length,
    whole: kept.filter(({ leftOut }) => leftOut.length === 0).length,
    unsaid: cells.filter(({ broken, said }) => broken.some((rule) => !said.includes(rule))).length,
  }
}
