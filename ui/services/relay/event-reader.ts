import { HiApiError } from '../../../contract/hiapi/errors.ts'

/** The most characters without a whole event. */
const mostText = 1_000_000

/** An event as the text of the stream contains it. */
export interface StreamEvent {
  readonly name: string
  readonly data: string
  /** Null if it has none. */
  readonly id: string | null
}

/**
 * Reads a `text/event-stream` (https://html.spec.whatwg.org/, 9.2.6), however it is cut into pieces.
 *
 * @returns a function that takes the next piece and returns the events that it completes; it throws where
 * an event does not end
 */
export function createEventReader(): (piece: string) => readonly StreamEvent[] {
  let rest = ''
  let name = ''
  let id: string | null = null
  let data: string[] = []
  /** Characters since the last event. */
  let length = 0

  function take(line: string): StreamEvent | null {
    if (line === '') {
      const event = { name, data: data.join('\n'), id }
      const isEvent = data.length > 0
      name = ''
      id = null
      data = []
      return isEvent ? event : null
    }
    // A line that begins with a colon is a comment.
    const [, field, value = ''] = /^([^:]*):? ?([^]*)$/.exec(line) ?? []
    if (field === 'event') name = value
    if (field === 'id') id = value
    if (field === 'data') data.push(value)
    return null
  }

  return (piece) => {
    // A CR at the end of a piece may be the first half of CRLF.
    const lines = (rest + piece).split(/\r\n|\n|\r(?=[^])/)
    rest = lines.pop() ?? ''
    const events = lines.flatMap((line) => take(line) ?? [])
    length = events.length > 0 ? 0 : length + piece.length
    if (length > mostText) throw new HiApiError('malformed')
    return events
  }
}
