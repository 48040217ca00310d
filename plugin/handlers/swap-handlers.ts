import type { Handlers } from '../../contract/protocol/server.ts'
import { choosePicture } from '../swaps/choose-picture.ts'
import { findSwaps, readSwaps } from '../swaps/describe-swaps.ts'
import { flip } from '../swaps/flip.ts'
import { keepRender } from '../swaps/keep-render.ts'
import { restore } from '../swaps/restore.ts'
import type { CanvasEvents } from './canvas-events.ts'

export function swapHandlers(
  figma: PluginAPI,
  { selectionChanged }: CanvasEvents,
): Pick<Handlers, 'readSwaps' | 'findSwaps' | 'flip' | 'restore' | 'keepRender' | 'choosePicture'> {
  return {
    readSwaps: ({ nodes }) => readSwaps(figma, nodes),
    findSwaps: () => ({ nodes: findSwaps(figma) }),
    flip: ({ renders, to }) => flip(figma, renders, to).finally(selectionChanged),
    restore: ({ swaps }) => restore(figma, swaps).finally(selectionChanged),
    keepRender: ({ swaps }) => keepRender(figma, swaps).finally(selectionChanged),
    choosePicture: async ({ render, job, scrim }) => {
      await choosePicture(figma, render, job, scrim)
      return {}
    },
  }
}
