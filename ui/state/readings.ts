import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { NodeId } from '../../contract/model/ids.ts'

/** What was found in one source. */
export type Reading<Found extends object> =
  | { readonly state: 'reading' }
  | ({ readonly state: 'read' } & Readonly<Found>)
  | { readonly state: 'failed' }

/** What was found in the selection; a missing source has not been read yet. Immutable. */
export interface Read<Found extends object> {
  /** The sources or layers to read. */
  readonly selection: readonly NodeId[] | null
  readonly bySource: ReadonlyMap<NodeId, Reading<Found>>
}

export interface Readings<Found extends object> {
  readonly current: ReadonlySignal<Read<Found>>
  /**
   * Reads layers, one after the other. Once for each selection array: if the same layers are selected
   * again, they may have changed.
   */
  read(selection: readonly NodeId[]): void
  /** Reads again what could not be read. */
  again(): void
  /** Reads everything again; known results stay until a change is found. */
  refresh(): void
}

interface Options<Found extends object> {
  readonly find: (source: NodeId) => Promise<Found>
  /** Whether what is known of a layer stays while it is read again. */
  readonly isKept?: boolean
}

export function createReadings<Found extends object>(options: Options<Found>): Readings<Found> {
  const { find, isKept = false } = options
  const current = signal<Read<Found>>({ selection: null, bySource: new Map() })
  let last: Promise<void> = Promise.resolve()
  let refreshing: 'no' | 'once' | 'again' = 'no'

  function note(readings: readonly (readonly [NodeId, Reading<Found>])[]): void {
    const { selection, bySource } = current.peek()
    current.value = { selection, bySource: new Map([...bySource, ...readings]) }
  }

  async function readOne(source: NodeId): Promise<Reading<Found>> {
    try {
      return { state: 'read', ...(await find(source)) }
    } catch (error) {
      console.warn('The text of a source could not be read.', error)
      return { state: 'failed' }
    }
  }

  async function readAll(selection: readonly NodeId[], sources: readonly NodeId[]): Promise<void> {
    const found: [NodeId, Reading<Found>][] = []
    for (const [at, source] of sources.entries()) {
      // Something else is selected by now, so nobody waits for the rest.
      if (current.peek().selection !== selection) return
      const reading = await readOne(source)
      if (current.peek().selection !== selection) return
      // The same object as long as nothing has changed: much is worked out from it.
      if (!isEqual(current.peek().bySource.get(source), reading)) found.push([source, reading])
      // With each note, all is worked out again: the more is read already, the more are noted together.
      const isDue = found.length * 8 > at || at === sources.length - 1
      if (found.length > 0 && isDue) note(found.splice(0))
    }
  }

  function readThese(selection: readonly NodeId[], sources: readonly NodeId[]): Promise<void> {
    last = last.then(() => readAll(selection, sources))
    return last
  }

  function refresh(): void {
    const { selection } = current.peek()
    if (selection === null) return
    if (refreshing !== 'no') {
      // What is read already may have changed since.
      refreshing = 'again'
      return
    }
    refreshing = 'once'
    void readThese(selection, selection).finally(() => {
      const isOutdated = refreshing === 'again'
      refreshing = 'no'
      if (isOutdated) refresh()
    })
  }

  return {
    current,
    read(selection) {
      const { selection: before, bySource } = current.peek()
      if (selection === before) return
      const known = (source: NodeId): Reading<Found> =>
        (isKept ? bySource.get(source) : undefined) ?? { state: 'reading' }
      current.value = {
        selection,
        bySource: new Map(selection.map((source) => [source, known(source)])),
      }
      void readThese(selection, selection)
    },
    again() {
      const { selection, bySource } = current.peek()
      if (selection === null) return
      const failed = [...bySource].filter(([, { state }]) => state === 'failed')
      note(failed.map(([source]) => [source, { state: 'reading' }]))
      void readThese(
        selection,
        failed.map(([source]) => source),
      )
    },
    refresh,
  }
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What is known of a selection. What was read of an earlier one does not count. */
function readOf<Found extends object>(
  read: Read<Found>,
  selection: readonly NodeId[],
): Read<Found> {
  return read.selection === selection ? read : { selection, bySource: new Map() }
}

/**
 * What is read of the present selection, only when it is needed.
 *
 * @param selection another array whenever something else is selected
 */
export function followReadings<Found extends object>(
  readings: Readings<Found>,
  selection: ReadonlySignal<readonly NodeId[]>,
  isNeeded: () => boolean,
): ReadonlySignal<Read<Found>> {
  effect(() => {
    if (isNeeded()) readings.read(selection.value)
  })
  return computed(() => readOf(readings.current.value, selection.value))
}
