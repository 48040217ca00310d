/** The input that a secret is read from: standard input, on a terminal or not. */
export interface SecretInput extends NodeJS.ReadableStream {
  readonly isTTY?: boolean
  setRawMode?(isRaw: boolean): unknown
}

const keys = { enter: ['\r', '\n', '\u0004'], interrupt: '\u0003', back: ['\u007f', '\b'] }

/**
 * Reads one line. A terminal does not show what is typed or pasted.
 *
 * @returns the line without spaces at its ends; null if Ctrl+C was pressed
 */
export async function readSecret(input: SecretInput): Promise<string | null> {
  const isTerminal = input.isTTY === true
  if (isTerminal) input.setRawMode?.(true)
  input.setEncoding('utf8')
  let typed = ''
  try {
    return await new Promise<string | null>((resolve) => {
      input.on('end', () => {
        resolve(typed.trim())
      })
      input.on('data', (chunk) => {
        for (const character of String(chunk)) {
          if (keys.enter.includes(character)) resolve(typed.trim())
          else if (character === keys.interrupt) resolve(null)
          else if (keys.back.includes(character)) typed = typed.slice(0, -1)
          else typed += character
        }
      })
      input.resume()
    })
  } finally {
    if (isTerminal) input.setRawMode?.(false)
    input.removeAllListeners('data')
    input.removeAllListeners('end')
    // Otherwise the process would wait for more input.
    input.pause()
  }
}
