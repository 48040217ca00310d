import type { EventName, EventOf } from '../../contract/protocol/procedures.ts'
import { createGuideSync } from '../guides/sync-guides.ts'
import { createCanvasWatch } from '../selection/canvas-watch.ts'
import { describeSelection } from '../selection/describe-selection.ts'

/** Tells the window what it did not ask for; nothing while no window is open. */
export type Emit = <Name extends EventName>(name: Name, body: EventOf<Name>) => void

/** What the window is told of the canvas, and the guides that follow their variants. */
export interface CanvasEvents {
  /** The selection, with a number that is higher than that of every earlier one. */
  readonly selectionNow: () => EventOf<'selection'>
  /** To be called also when the same layers are selected, and have changed. */
  readonly selectionChanged: () => void
  /** Listens to the page that is open. */
  readonly followPage: () => void
  /** Keeps safe zones on their variants. A failure is logged: no guide is worth holding anything up for. */
  readonly syncGuides: () => Promise<void>
}

export function createCanvasEvents(figma: PluginAPI, emit: Emit): CanvasEvents {
  const guides = createGuideSync(figma)
  let order = 0

  const selectionNow = () => ({ ...describeSelection(figma), order: ++order })

  const watch = createCanvasWatch(figma, (change, isOfSelection) => {
    if (change.added || change.nodes.length > 0) emit('canvas', change)
    // Guides are left as they are: an edit that follows an undo would end what can be redone.
    if (isOfSelection) emit('selection', selectionNow())
  })

  async function syncGuides(): Promise<void> {
    try {
      await guides.sync()
    } catch (error) {
      console.warn('A safe zone may stand off its variant.', error)
    }
  }

  function selectionChanged(): void {
    emit('selection', selectionNow())
    void syncGuides()
  }

  figma.on('selectionchange', selectionChanged)
  figma.on('currentpagechange', () => {
    watch.follow()
    // Nobody listened to this page before: anything may have changed.
    emit('canvas', { nodes: [], added: true, removed: true })
    selectionChanged()
  })

  return {
    selectionNow,
    selectionChanged,
    followPage: () => {
      watch.follow()
    },
    syncGuides,
  }
}
