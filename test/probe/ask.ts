import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** How long a pipe may take to say yes; a designer may take as long as they like. Milliseconds. */
const patience = 5_000

/** Asks a question on the terminal. Only `y` or `yes` means yes: silence and the end of input mean no. */
export function ask(
  question: string,
  input: Readable & { readonly isTTY?: boolean } = process.stdin,
  output: Writable = process.stdout,
): Promise<boolean> {
  const lines = createInterface({ input, output })
  return new Promise((resolve) => {
    const end = (answer: string) => {
      clearTimeout(timer)
      resolve(/^\s*y(es)?\s*$/i.test(answer))
      lines.close()
    }
    const timer = input.isTTY === true ? undefined : setTimeout(end, patience, '')
    lines.once('close', () => {
      end('')
    })
    lines.question(question, end)
  })
}
