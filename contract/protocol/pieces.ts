import { Bytes } from '../model/schema.ts'

/**
 * Bytes, or characters of one byte each, in a message. In a frame of another origin, Chromium reads a message
 * over 16 kB ten times as slowly as a smaller one, so that nobody learns from the time what is in it (its feature
 * `MaskDeserializationTimeForCrossOriginMessages`): 4 MB would block the window for more than 100 ms, and 400 kB
 * of script are a third of its opening.
 */
const size = 15_000

/** Cuts a text or bytes into pieces that are read quickly. */
export function piecesOf<Whole extends Sliceable<Whole>>(whole: Whole): Whole[] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
    whole.slice(at * size, (at + 1) * size),
  )
}

interface Sliceable<Whole> {
  readonly length: number
  slice(start: number, end: number): Whole
}

/** Takes the bytes out of a response, in pieces that are sent ahead of it. */
export function apart(body: unknown): {
  readonly rest: unknown
  readonly pieces: readonly Uint8Array[]
} {
  const { bytes } = Object(body) as { readonly bytes?: unknown }
  const pieces = piecesOf(Bytes.safeParse(bytes).data ?? new Uint8Array())
  return { rest: pieces.length === 0 ? body : { ...Object(body), bytes: null }, pieces }
}

/** Puts pieces back into the response that they were sent ahead of. */
export function together(body: unknown, pieces: readonly Uint8Array[]): unknown {
  if (pieces.length === 0) return body
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { ...Object(body), bytes }
}
