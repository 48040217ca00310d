/** One line of the log. Never contains bodies, headers, prompts, tokens, or addresses that open anything. */
export interface LogLine {
  readonly event: string
  readonly route?: string
  readonly method?: string
  readonly status?: number
  readonly ms?: number
  readonly member?: string
  readonly task?: string
  readonly detail?: string
}

export type Log = (line: LogLine) => void

/** Writes each line as JSON. */
export function createLog(write: (text: string) => void): Log {
  return (line) => {
    write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
  }
}

/** An error's kind and message for the log, and nothing else that it holds. */
export function detailOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
