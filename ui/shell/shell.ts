import type { WindowAnswer, WindowAsk } from '../../contract/protocol/opening.ts'

/** Opens the window in this page. Imports no code, because this file is sent at every opening. */

/** Milliseconds to wait for an answer before asking again. */
const patience = 1_000

/** Messages for the window that arrived before it. */
const early: unknown[] = []
let isOpen = false

function ask(): void {
  // The origin can't be named, as in `windowPort`.
  parent.postMessage({ pluginMessage: { type: 'ask-window' } satisfies WindowAsk }, '*')
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  const { data, source } = event
  if (source !== parent || typeof data !== 'object' || data === null) return
  if (!('pluginMessage' in data)) return
  const message = data.pluginMessage
  if (!isWindow(message)) {
    if (!isOpen) early.push(data)
    return
  }
  // The window must not see a second answer, because it can't read one.
  event.stopImmediatePropagation()
  if (isOpen) return
  isOpen = true
  clearInterval(asking)
  put('style', message.style)
  // The window runs, and listens to messages, before this returns.
  put('script', message.script)
  for (const each of early) {
    dispatchEvent(new MessageEvent('message', { data: each, source: parent }))
  }
})

function isWindow(message: unknown): message is WindowAnswer {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'window' &&
    'style' in message &&
    typeof message.style === 'string' &&
    'script' in message &&
    typeof message.script === 'string'
  )
}

function put(tag: 'style' | 'script', text: string): void {
  const element = document.createElement(tag)
  element.textContent = text
  document.head.append(element)
}

const asking = setInterval(ask, patience)
ask()
