import type { Port } from '../../contract/protocol/envelope.ts'
import { WindowAsk, type WindowPiece } from '../../contract/protocol/opening.ts'

/**
 * A port that answers the shell itself, and passes on all other messages. It keeps no state: the shell asks
 * again when a piece is lost, and opens only one window.
 */
export function answerShell(port: Port, pieces: readonly WindowPiece[]): Port {
  return {
    send: (message) => {
      port.send(message)
    },
    receive: (listener) => {
      port.receive((message) => {
        if (WindowAsk.safeParse(message).success) {
          for (const piece of pieces) port.send(piece)
        } else listener(message)
      })
    },
  }
}
