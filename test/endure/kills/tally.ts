import type { Step } from '../steps.ts'

/** Counts, for each kind of step, how often the plugin was killed there and how often all was kept. */
export class Tally {
  readonly #rows = new Map<string, { killed: number; kept: number }>()

  add({ kind }: Step, isKept: boolean): void {
    const row = this.#rows.get(kind) ?? { killed: 0, kept: 0 }
    this.#rows.set(kind, { killed: row.killed + 1, kept: row.kept + (isKept ? 1 : 0) })
  }

  get killed(): number {
    return [...this.#rows.values()].reduce((sum, { killed }) => sum + killed, 0)
  }

  get kept(): number {
    return [...this.#rows.values()].reduce((sum, { kept }) => sum + kept, 0)
  }

  /** The table, one kind a line, the whole at the end. */
  toString(): string {
    const lines = [...this.#rows]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([kind, row]) => line(kind, row))
    return ['killed/kept', ...lines, line('in all', this)].join('\n')
  }
}

function line(what: string, { killed, kept }: { killed: number; kept: number }): string {
  return `${`${killed}/${kept}`.padStart(11)}  ${what}`
}
