import type { WindowAnswer, WindowAsk } from '../../contract/protocol/opening.ts'

/** Opens the window in this page. It imports no code: it travels at every opening. */

/** How long an answer is waited for before it is asked for again, in milliseconds. */
const patience = 1_000

/** What came for the window before the window did. */
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
  // A second answer is not for the window, which would complain of it.
  event.stopImmediatePropagation()
  if (isOpen) return
  isOpen = true
  clearInterval(asking)
  put('style', message.style)
  // It runs, and listens, before this returns.
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
