import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { NodeId } from '../../contract/model/ids.ts'
import type { Source } from '../../contract/model/source.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import { steadyComputed } from '../lib/steady-computed.ts'
import type { Feedback } from './feedback.ts'
import type { Selection } from './selection.ts'
import { goneSourcesText, pinTexts } from './text.ts'

/** What variants are made from. */
export interface SourcesState {
  /** The pinned sources; without any, those that the selection means. */
  readonly list: ReadonlySignal<readonly Source[]>
  readonly isPinned: ReadonlySignal<boolean>
  /** Keeps the present sources whatever is selected, or returns to the selection. */
  togglePin(): void
  /** Makes the frame around a source the source instead. */
  useFrame(source: Source): void
}

export function createSourcesState(
  plugin: PluginClient,
  selection: ReadonlySignal<Selection>,
  feedback: Feedback,
): SourcesState {
  const pinned = signal<readonly Source[] | null>(null)
  const selected = computed(() => selection.value.sources)
  const kept = steadyComputed(() => pinned.value)
  const list = computed(() => kept.value ?? selected.value)
  /** Counts requests and pins, so that a late answer is not taken for the present one. */
  let turn = 0
  /** Whether a frame is about to take the place of a pinned source: a refresh must not overtake it. */
  let isReplacing = false
  /** Settles with the last replacement: each begins with what the one before has made. */
  let replaced: Promise<unknown> = Promise.resolve()

  /** Describes pinned sources as they are now. */
  async function read(wanted: readonly Pick<Source, 'id' | 'name' | 'selected'>[]): Promise<void> {
    const own = ++turn
    const { sources } = await plugin.call('readSources', { nodes: wanted.map(({ id }) => id) })
    const before = pinned.peek()
    if (own !== turn || before === null) return
    const found = new Map(sources.map((source) => [source.id, source]))
    const next = wanted.map(({ id, name, selected: by }): Source => {
      const source = found.get(id) ?? { usable: false, id, name, reason: 'gone' }
      return by === undefined ? source : { ...source, selected: by }
    })
    const gone = next.filter((source) => isGone(source) && !before.some(isSameGone(source.id)))
    pinned.value = next
    if (gone.length > 0) feedback.announce(goneSourcesText(gone.map(({ name }) => name)))
  }

  function refresh(): void {
    const now = pinned.peek()
    if (now === null || isReplacing) return
    read(now).catch((error: unknown) => {
      console.warn('The pinned sources may look different by now.', error)
    })
  }

  plugin.on('selection', refresh)
  plugin.on('canvas', refresh)

  async function useFrame({ id, frame }: Source): Promise<void> {
    if (frame === undefined) return
    const now = pinned.peek()
    if (now === null) {
      const { isSelected } = await plugin.call('selectFrame', { frame })
      if (!isSelected) feedback.report('useFrame')
      return
    }
    const others = now.filter((source) => source.id !== frame)
    isReplacing = true
    try {
      await read(
        others.map((source) => (source.id === id ? { id: frame, name: source.name } : source)),
      )
    } finally {
      isReplacing = false
    }
    refresh()
  }

  return {
    list,
    isPinned: computed(() => pinned.value !== null),
    togglePin() {
      turn++
      pinned.value = pinned.peek() === null ? list.peek() : null
      feedback.announce(pinned.peek() === null ? pinTexts.unpinned : pinTexts.pinned)
      // The sources may have changed since they were selected.
      refresh()
    },
    useFrame(source) {
      feedback.report(null)
      replaced = replaced
        .then(() => useFrame(source))
        .catch((error: unknown) => {
          console.warn('The frame around a layer could not be selected.', error)
          feedback.report('useFrame')
        })
    },
  }
}

function isGone(source: Source): boolean {
  return !source.usable && source.reason === 'gone'
}

function isSameGone(id: NodeId): (source: Source) => boolean {
  return (source) => source.id === id && isGone(source)
}
