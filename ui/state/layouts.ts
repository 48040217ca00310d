import { signal } from '@preact/signals'
import type { LiveText } from '../../contract/model/canvas-text.ts'
import type { Clock } from '../lib/clock.ts'
import type { LayoutTarget } from '../catalog/text-layout/layout-target.ts'
import type { Candidate } from '../catalog/text-layout/solve-layouts.ts'

/** The places of a text's blocks in a target, the blocks left out, and the problems. */
export type Layout = Pick<Candidate, 'blocks' | 'leftOut' | 'problems'>

/** A text to lay out for a target. */
export interface Wanted {
  readonly text: LiveText
  readonly target: LayoutTarget
  /** The same for equal targets. */
  readonly key: string
}

export interface Layouts {
  /** Solves the unknown ones of these, a few at a time; earlier requests are dropped. */
  want(wanted: readonly Wanted[]): void
  /** The best layout; null until solved. Computed values that read it update once all are solved. */
  of(wanted: Wanted): Layout | null
}

/** Milliseconds of work until typing and drawing get their turn. */
const slice = 8

export function createLayouts(
  solve: (text: LiveText, target: LayoutTarget) => readonly Layout[],
  clock: Pick<Clock, 'monotonic' | 'sleep'>,
): Layouts {
  const known = new WeakMap<LiveText, Map<string, Layout>>()
  /** Counts what has been solved. */
  const version = signal(0)
  let latest: readonly Wanted[] = []

  const find = ({ text, key }: Wanted) => known.get(text)?.get(key) ?? null

  function solveOne({ text, target, key }: Wanted): void {
    const ofText = known.get(text) ?? new Map<string, Layout>()
    known.set(text, ofText)
    ofText.set(key, bestOf(text, target))
  }

  function bestOf(text: LiveText, target: LayoutTarget): Layout {
    try {
      const [best] = solve(text, target)
      if (best !== undefined) return best
    } catch (error) {
      console.error(error)
    }
    // The window then says that there is no room for the text.
    return { blocks: [], leftOut: text.blocks.map(({ id }) => id), problems: [] }
  }

  async function work(wanted: readonly Wanted[]): Promise<void> {
    let begun = -Infinity
    for (const each of wanted) {
      if (find(each) !== null) continue
      if (clock.monotonic() - begun > slice) {
        await clock.sleep(0)
        if (wanted !== latest) return
        begun = clock.monotonic()
      }
      solveOne(each)
    }
    if (begun > -Infinity) version.value += 1
  }

  return {
    want(wanted) {
      latest = wanted
      void work(wanted)
    },
    of(wanted) {
      // Always read the version, so that the caller depends on it even if the answer is known.
      return version.value < 0 ? null : find(wanted)
    },
  }
}
