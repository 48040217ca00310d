import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import type { Handlers } from '../../contract/protocol/server.ts'
import { reveal, show } from '../selection/show-nodes.ts'
import type { CanvasEvents } from './canvas-events.ts'
import { addresses } from './links.ts'

type Opened = ResponseOf<'open'>

/** The command that started Restage, and the selection at that time. */
export type Started = Pick<Opened, 'command' | 'startedOn'>

export interface WindowParts {
  readonly figma: PluginAPI
  readonly events: CanvasEvents
  /** Reads the client storage. */
  readonly load: () => Promise<Pick<Opened, 'settings' | 'library' | 'spending' | 'draft'>>
}

export function windowHandlers(
  { figma, events, load }: WindowParts,
  started: Started,
): Pick<Handlers, 'open' | 'show' | 'reveal' | 'notify' | 'openLink' | 'resize' | 'close'> {
  return {
    open: async () => ({ ...started, ...(await load()), ...events.selectionNow() }),
    show: async ({ nodes }) => ({ shown: await show(figma, nodes) }),
    reveal: async ({ nodes }) => {
      await reveal(figma, nodes)
      return {}
    },
    notify: ({ message, button, nodes }) => {
      const action = () => void show(figma, nodes)
      figma.notify(message, { button: { text: button, action } })
      return {}
    },
    openLink: ({ link }) => {
      figma.openExternal(addresses[link])
      return {}
    },
    resize: ({ width, height }) => {
      figma.ui.resize(width, height)
      return {}
    },
    close: () => {
      // After the answer has left: a closed plugin can't send anything.
      setTimeout(() => {
        figma.closePlugin()
      }, 0)
      return {}
    },
  }
}
