import type { Port } from '../../contract/protocol/envelope.ts'

/**
 * The window's connection to the plugin half. Figma wraps messages in `pluginMessage`; a message from
 * anywhere but the parent frame is foreign. The origin can't be named: ours is `null`, and Figma's differs
 * between its apps.
 */
export function windowPort(): Port {
  return {
    send: (message) => {
      parent.postMessage({ pluginMessage: message }, '*')
    },
    receive: (listener) => {
      addEventListener('message', (event: MessageEvent<unknown>) => {
        if (event.source !== parent) return
        const { data } = event
        if (typeof data !== 'object' || data === null || !('pluginMessage' in data)) return
        listener(data.pluginMessage)
      })
    },
  }
}
