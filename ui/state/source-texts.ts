import { type ReadonlySignal, signal } from '@preact/signals'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { NodeId } from '../../contract/model/ids.ts'

export type SourceText =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly texts: readonly string[] }
  | { readonly state: 'failed' }

/** The texts of the selection; a missing source has not been read yet. Immutable. */
export interface ReadTexts {
  /** The sources or layers whose texts are wanted. */
  readonly selection: readonly NodeId[] | null
  readonly bySource: ReadonlyMap<NodeId, SourceText>
}

export interface SourceTexts {
  readonly current: ReadonlySignal<ReadTexts>
  /**
   * Reads the texts of layers, one after the other. Once for each selection array: if the same layers are
   * selected again, their words may have changed.
   */
  read(selection: readonly NodeId[]): void
  /** Reads again the texts that could not be read. */
  again(): void
}

export function createSourceTexts(plugin: PluginClient): SourceTexts {
  const current = signal<ReadTexts>({ selection: null, bySource: new Map() })
  let last: Promise<void> = Promise.resolve()

  function note(texts: readonly (readonly [NodeId, SourceText])[]): void {
    const { selection, bySource } = current.peek()
    current.value = { selection, bySource: new Map([...bySource, ...texts]) }
  }

  async function readOne(source: NodeId): Promise<SourceText> {
    try {
      const { texts } = await plugin.call('readTexts', { source })
      return { state: 'read', texts }
    } catch (error) {
      console.warn('The text of a source could not be read.', error)
      return { state: 'failed' }
    }
  }

  async function readAll(selection: readonly NodeId[], sources: readonly NodeId[]): Promise<void> {
    for (const source of sources) {
      // Something else is selected by now, so nobody waits for the rest.
      if (current.peek().selection !== selection) return
      const text = await readOne(source)
      if (current.peek().selection === selection) note([[source, text]])
    }
  }

  function readThese(selection: readonly NodeId[], sources: readonly NodeId[]): void {
    note(sources.map((source) => [source, { state: 'reading' }]))
    last = last.then(() => readAll(selection, sources))
  }

  return {
    current,
    read(selection) {
      if (selection === current.peek().selection) return
      current.value = { selection, bySource: new Map() }
      readThese(selection, selection)
    },
    again() {
      const { selection, bySource } = current.peek()
      if (selection === null) return
      readThese(
        selection,
        [...bySource].filter(([, { state }]) => state === 'failed').map(([source]) => source),
      )
    },
  }
}

/** The known texts of a source; none while they are unknown. */
export function textsOf({ bySource }: ReadTexts, source: NodeId): readonly string[] {
  const text = bySource.get(source)
  return text?.state === 'read' ? text.texts : []
}

/** The known texts of a selection. Texts of an earlier selection do not count. */
export function textsOfSelection(read: ReadTexts, selection: readonly NodeId[]): ReadTexts {
  return read.selection === selection ? read : { selection, bySource: nothing }
}

const nothing: ReadTexts['bySource'] = new Map()
