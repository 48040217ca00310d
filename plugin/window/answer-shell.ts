import type { Port } from '../../contract/protocol/envelope.ts'
import { type WindowAnswer, WindowAsk } from '../../contract/protocol/opening.ts'
import type { WindowParts } from './window-parts.ts'

/**
 * A port that answers the shell itself, and passes on all other messages. It keeps no state: the shell asks
 * again when an answer is lost, and opens only one window.
 */
export function answerShell(port: Port, parts: WindowParts): Port {
  return {
    send: (message) => {
      port.send(message)
    },
    receive: (listener) => {
      port.receive((message) => {
        if (WindowAsk.safeParse(message).success) {
          port.send({ type: 'window', ...parts } satisfies WindowAnswer)
        } else listener(message)
      })
    },
  }
}
