import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import type { Handlers } from '../../contract/protocol/server.ts'
import { show } from '../selection/show-nodes.ts'
import type { CanvasEvents } from './canvas-events.ts'
import { addresses } from './links.ts'

type Opened = ResponseOf<'open'>

/** What Restage was started for, and the layers that were selected then. */
export type Started = Pick<Opened, 'command' | 'startedOn'>

export interface WindowParts {
  readonly figma: PluginAPI
  readonly events: CanvasEvents
  /** Reads what is kept on this computer. */
  readonly load: () => Promise<Pick<Opened, 'settings' | 'library' | 'spending'>>
}

/** The procedures about the window itself. */
export function windowHandlers(
  { figma, events, load }: WindowParts,
  started: Started,
): Pick<Handlers, 'open' | 'show' | 'openLink' | 'resize' | 'close'> {
  return {
    open: async () => ({ ...started, ...(await load()), ...events.selectionNow() }),
    show: async ({ nodes }) => ({ shown: await show(figma, nodes) }),
    openLink: ({ link }) => {
      figma.openExternal(addresses[link])
      return {}
    },
    resize: ({ width, height }) => {
      figma.ui.resize(width, height)
      return {}
    },
    close: () => {
      // After the answer has left: nothing can be sent from a closed plugin.
      setTimeout(() => {
        figma.closePlugin()
      }, 0)
      return {}
    },
  }
}
