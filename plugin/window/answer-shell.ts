import type { Port } from '../../contract/protocol/envelope.ts'
import { type WindowAnswer, WindowAsk } from '../../contract/protocol/opening.ts'
import type { WindowParts } from './window-parts.ts'

/**
 * A port that answers the shell itself, each time it asks, and hands on all other messages. It
 * remembers nothing: an answer that is lost is asked for again, and the shell opens one window.
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
