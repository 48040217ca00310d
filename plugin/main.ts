import * as z from 'zod/mini'
import { capture, thumbnail } from './document/capture.ts'
import { keepImage, readImage } from './document/images.ts'
import { place } from './document/place.ts'
import { reserve } from './document/reserve.ts'
import { describeSelection } from './document/selection.ts'
import { show } from './document/show.ts'
import { markFailed, recordTask, release } from './document/variants.ts'
import { addresses } from './links.ts'
import { type Handlers, type Port, serve } from './protocol/channel.ts'
import { Command } from './protocol/messages.ts'
import { loadSettings, saveSettings } from './storage/settings.ts'

// Figma's sandbox forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true })

figma.on('run', ({ command }) => {
  figma.showUI(__html__, { width: 360, height: 640, themeColors: true, title: 'Restage' })
  const window = serve(port, handlersFor(commandOf(command)), ({ message }) => {
    console.error(message)
  })
  const announce = (): void => {
    window.announce('selection', { sources: describeSelection(figma) })
  }
  figma.on('selectionchange', announce)
  figma.on('currentpagechange', announce)
})

const port: Port = {
  send: (message) => {
    figma.ui.postMessage(message)
  },
  receive: (listener) => {
    figma.ui.onmessage = (message: unknown) => {
      listener(message)
    }
  },
}

function handlersFor(command: Command): Handlers {
  return {
    open: async () => {
      const settings = await loadSettings(figma.clientStorage)
      return { command, settings, sources: describeSelection(figma) }
    },
    saveSettings: async ({ settings }) => {
      await saveSettings(figma.clientStorage, settings)
      return {}
    },
    thumbnail: async ({ source, longEdge }) => ({
      bytes: await thumbnail(figma, source, longEdge),
    }),
    capture: async ({ source, longEdge }) => ({ bytes: await capture(figma, source, longEdge) }),
    keepReference: ({ bytes }) => ({ hash: keepImage(figma, bytes).hash }),
    readReference: async ({ hash }) => ({ bytes: await readImage(figma, hash) }),
    reserve: (request) => reserve(figma, request),
    recordTask: async (request) => {
      await recordTask(figma, request)
      return {}
    },
    place: (request) => place(figma, request),
    markFailed: async (request) => {
      await markFailed(figma, request)
      return {}
    },
    release: async (request) => {
      await release(figma, request)
      return {}
    },
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

/** A run without a command, or with one of another version's manifest, is a plain start. */
function commandOf(command: unknown): Command {
  const decoded = Command.safeParse(command)
  return decoded.success ? decoded.data : 'generate'
}
