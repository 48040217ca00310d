import type { WindowPiece } from '../../contract/protocol/opening.ts'

/**
 * Characters in a piece, of one byte each: build.mjs sees to that. Chromium takes some milliseconds to read a
 * message over 16 kB in a sandboxed frame, and hardly any for a smaller one: in a single message of 400 kB, the
 * window would open a third later (measured by `npm run bench`).
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
