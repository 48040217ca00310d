import type { WindowAsk, WindowPiece } from '../../contract/protocol/opening.ts'

/** Opens the window in this page. Imports no code, because this file is sent at every opening. */

/** Milliseconds to wait for an answer before asking again. */
const patience = 1_000

/** Messages for the window that arrived before it. */
const early: unknown[] = []
let isOpen = false

/** What has arrived of the window, each at its place. */
const pieces: string[] = []

function ask(): void {
  // The origin can't be named, as in `windowPort`.
  parent.postMessage({ pluginMessage: { type: 'ask-window' } satisfies WindowAsk }, '*')
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  const data = Object(event.data) as object
  if (event.source !== parent || !('pluginMessage' in data)) return
  const message = data.pluginMessage
  if (!isPiece(message)) {
    if (!isOpen) early.push(data)
    return
  }
  // The window must not see a piece that is sent again, because it can't read one.
  event.stopImmediatePropagation()
  if (isOpen) return
  const { at, of, text, scriptFrom } = message
  pieces[at] = text
  // A place without a piece is no key.
  if (Object.keys(pieces).length < of) return
  isOpen = true
  clearInterval(asking)
  const whole = pieces.join('')
  // This page stays as long as the window does.
  pieces.length = 0
  put('style', whole.slice(0, scriptFrom))
  // The window runs, and listens to messages, before this returns.
  put('script', whole.slice(scriptFrom))
  for (const each of early) {
    dispatchEvent(new MessageEvent('message', { data: each, source: parent }))
  }
})

function isPiece(message: unknown): message is WindowPiece {
  const piece = Object(message) as Readonly<Partial<Record<keyof WindowPiece, unknown>>>
  return (
    piece.type === 'window' &&
    typeof piece.at === 'number' &&
    typeof piece.of === 'number' &&
    typeof piece.text === 'string' &&
    typeof piece.scriptFrom === 'number'
  )
}

function put(tag: 'style' | 'script', text: string): void {
  const element = document.createElement(tag)
  element.textContent = text
  document.head.append(element)
}

const asking = setInterval(ask, patience)
ask()
