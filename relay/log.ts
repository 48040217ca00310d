/** What a line of the log may contain: no bodies, headers, prompts, tokens, or addresses that open anything. */
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

/** Lines of JSON, one each. */
export function createLog(write: (text: string) => void): Log {
  return (line) => {
    write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
  }
}

/** An error's kind and message, for the log; nothing of what it holds besides. */
export function detailOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
