import type { PluginClient } from '../../contract/protocol/client.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import { createListeners } from '../lib/listeners.ts'
import { useSubscription } from './use-subscription.ts'
import { useEffect } from 'preact/hooks'

/** What is known of a source's own text. */
export type SourceText =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly texts: readonly string[] }
  | { readonly state: 'failed' }

/** The texts of what is selected; what isn't in it is still to be read. Immutable. */
export interface ReadTexts {
  /** The sources, or layers, that they are asked of. */
  readonly selection: readonly NodeId[] | null
  readonly bySource: ReadonlyMap<NodeId, SourceText>
}

export interface SourceTexts {
  snapshot(): ReadTexts
  subscribe(listener: () => void): () => void
  /**
   * Reads the texts of some layers, one after the other. Once for each selection, by identity: whoever
   * selects the same layers again may have changed their words.
   */
  read(selection: readonly NodeId[]): void
  /** Reads those again that couldn't be read. */
  again(): void
}

export function createSourceTexts(caller: PluginClient): SourceTexts {
  const listeners = createListeners()
  let current: ReadTexts = { selection: null, bySource: new Map() }
  let last: Promise<void> = Promise.resolve()

  function update(next: ReadTexts): void {
    current = next
    listeners.tell()
  }

  function note(source: NodeId, text: SourceText): void {
    update({ ...current, bySource: new Map(current.bySource).set(source, text) })
  }

  async function readOne(source: NodeId): Promise<SourceText> {
    try {
      const { texts } = await caller.call('readTexts', { source })
      return { state: 'read', texts }
    } catch (error) {
      console.warn('The text of a source could not be read.', error)
      return { state: 'failed' }
    }
  }

  async function readAll(selection: readonly NodeId[], sources: readonly NodeId[]): Promise<void> {
    for (const source of sources) {
      // Something else is selected by now: nobody waits for the rest.
      if (current.selection !== selection) return
      const text = await readOne(source)
      if (current.selection === selection) note(source, text)
    }
  }

  function readThese(selection: readonly NodeId[], sources: readonly NodeId[]): void {
    for (const source of sources) note(source, { state: 'reading' })
    last = last.then(() => readAll(selection, sources))
  }

  return {
    snapshot: () => current,
    subscribe: listeners.subscribe,
    read(selection) {
      if (selection === current.selection) return
      update({ selection, bySource: new Map() })
      readThese(selection, selection)
    },
    again() {
      const { selection, bySource } = current
      if (selection === null) return
      readThese(
        selection,
        [...bySource].filter(([, { state }]) => state === 'failed').map(([source]) => source),
      )
    },
  }
}

/** The texts of a source as they are known now; none while they aren't. */
export function textsOf({ bySource }: ReadTexts, source: NodeId): readonly string[] {
  const text = bySource.get(source)
  return text?.state === 'read' ? text.texts : []
}

export const nothing: ReadTexts['bySource'] = new Map()

/** The texts of what is selected now, read where they are needed and not before. */
export function useSourceTexts(
  store: SourceTexts,
  selection: readonly NodeId[],
  isNeeded: boolean,
): ReadTexts {
  const read = useSubscription(
    (listener) => store.subscribe(listener),
    () => store.snapshot(),
  )
  useEffect(() => {
    if (isNeeded) store.read(selection)
  }, [store, selection, isNeeded])
  // Texts of an earlier selection do not count.
  return read.selection === selection ? read : { selection, bySource: nothing }
}
