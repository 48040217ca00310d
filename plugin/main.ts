import * as z from 'zod/mini'
import { Command } from '../contract/protocol/commands.ts'
import type { Port } from '../contract/protocol/envelope.ts'
import { type PluginServer, serve } from '../contract/protocol/server.ts'
import { createCanvasEvents } from './handlers/canvas-events.ts'
import { createHandlers } from './handlers/handlers.ts'
import { answerShell } from './window/answer-shell.ts'
import { windowPieces } from './window/window-pieces.ts'

/** `dist/shell.html`, inserted by the build; empty where the window opens in one step. */
declare const __shell__: string

// Figma's sandbox forbids code made from strings, which zod would otherwise try to run.
z.config({ jitless: true })

/** The open window: Figma can run the plugin more than once, each time with a new window. */
let window: PluginServer | null = null

const emit: PluginServer['emit'] = (name, body) => {
  window?.emit(name, body)
}

const events = createCanvasEvents(figma, emit)
const handlersFor = createHandlers(figma, events, emit, () => Date.now())

const pieces = __shell__ === '' ? null : windowPieces(__html__)

const plainPort: Port = {
  send: (message) => {
    figma.ui.postMessage(message)
  },
  receive: (listener) => {
    figma.ui.onmessage = (message: unknown) => {
      listener(message)
    }
  },
}

const port = pieces === null ? plainPort : answerShell(plainPort, pieces)

/** How often the plugin has been started. */
let starts = 0

figma.on('run', ({ command }) => {
  const start = ++starts
  /** Windows number their requests alike: what one has asked for is no answer for the next. */
  const ownPort: Port = {
    ...port,
    send: (message) => {
      if (start === starts) port.send(message)
    },
  }
  // Figma sends the frame's page raw and encoded, which takes longer than messages of the same size.
  const html = pieces === null ? __html__ : __shell__
  figma.showUI(html, { width: 360, height: 640, themeColors: true, title: 'Restage' })
  const startedOn = events.selectionNow().selected.map(({ id }) => id)
  window = serve(
    ownPort,
    handlersFor({ command: commandOf(command), startedOn }),
    ({ message }) => {
      console.error(message)
    },
  )
  events.followPage()
})

/** A run without a command, or with a command of another version's manifest, is a plain start. */
function commandOf(command: unknown): Command {
  return Command.safeParse(command).data ?? 'generate'
}
