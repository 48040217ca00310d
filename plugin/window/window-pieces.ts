import type { WindowPiece } from '../../contract/protocol/opening.ts'

/**
 * Characters in a piece, of one byte each: build.mjs sees to that. In a frame of another origin, Chromium reads a
 * message over 16 kB ten times as slowly as a smaller one, so that nobody learns from the time what is in it
 * (its feature `MaskDeserializationTimeForCrossOriginMessages`). For 400 kB in a single message that is a third
 * of the window's opening: `npm run bench -- opening`.
 */
const size = 15_000

/**
 * The style and the script of the built window in pieces; null where the build has not marked them.
 *
 * @param html `dist/ui.html`; build.mjs keeps both end tags out of the style and the script
 */
export function windowPieces(html: string): readonly WindowPiece[] | null {
  const style = between(html, '<style id="style">', '</style>')
  const script = between(html, '<script id="script">', '</script>')
  if (style === undefined || script === undefined) return null
  const text = style + script
  const of = Math.ceil(text.length / size)
  return Array.from({ length: of }, (_, at) => ({
    type: 'window',
    at,
    of,
    text: text.slice(at * size, (at + 1) * size),
    scriptFrom: style.length,
  }))
}

function between(text: string, start: string, end: string): string | undefined {
  return text.split(start)[1]?.split(end)[0]
}
