import type { EventName, EventOf } from '../../contract/protocol/procedures.ts'
import { warned } from '../canvas/warned.ts'
import { createGuideSync } from '../guides/sync-guides.ts'
import { isTemporary, sweep } from '../plugin-data/temporary.ts'
import { createCanvasWatch } from '../selection/canvas-watch.ts'
import { describeSelection } from '../selection/describe-selection.ts'

/** Sends an event to the window; does nothing while no window is open. */
export type Emit = <Name extends EventName>(name: Name, body: EventOf<Name>) => void

/** Reports changes of the canvas to the window, and keeps guides with their variants. */
export interface CanvasEvents {
  /** The selection, with a number higher than every earlier one. */
  readonly selectionNow: () => EventOf<'selection'>
  /** Also to be called when the same layers are selected, but have changed. */
  readonly selectionChanged: () => void
  readonly followPage: () => void
  /** Keeps safe zones on their variants. A failure is only logged: no guide is worth stopping for. */
  readonly syncGuides: () => Promise<void>
}

export function createCanvasEvents(figma: PluginAPI, emit: Emit): CanvasEvents {
  const guides = createGuideSync(figma)
  let order = 0

  const selectionNow = () => ({ ...describeSelection(figma), order: ++order })

  const watch = createCanvasWatch(figma, (change, isOfSelection) => {
    if (change.added || change.nodes.length > 0) emit('canvas', change)
    // Guides are not updated here: an edit after an undo would end the chance of a redo.
    if (isOfSelection) emit('selection', selectionNow())
  })

  const syncGuides = () => guides.sync().catch(warned('A safe zone may stand off its variant.'))

  /** Removes copies that an undo has brought back, or that were left when the plugin was closed. */
  function sweepPage(): void {
    try {
      sweep(figma, figma.currentPage)
    } catch (error) {
      console.warn('A temporary copy may be left on this page.', error)
    }
  }

  function selectionChanged(): void {
    if (figma.currentPage.selection.some((node) => !node.removed && isTemporary(node))) sweepPage()
    emit('selection', selectionNow())
    void syncGuides()
  }

  figma.on('selectionchange', selectionChanged)
  figma.on('currentpagechange', () => {
    watch.follow()
    sweepPage()
    // Nothing listened to this page before: anything may have changed.
    emit('canvas', { nodes: [], added: true, removed: true })
    selectionChanged()
  })

  return {
    selectionNow,
    selectionChanged,
    followPage: () => {
      watch.follow()
      sweepPage()
    },
    syncGuides,
  }
}
