import type { WindowPiece } from '../../contract/protocol/opening.ts'
import { piecesOf } from '../../contract/protocol/pieces.ts'

/**
 * The style and the script of the built window in pieces; null where the build has not marked them.
 *
 * @param html `dist/ui.html`; build.mjs keeps both end tags out of the style and the script, and writes the
 *   script in characters of one byte
 */
export function windowPieces(html: string): readonly WindowPiece[] | null {
  const style = between(html, '<style id="style">', '</style>')
  const script = between(html, '<script id="script">', '</script>')
  if (style === undefined || script === undefined) return null
  const scriptFrom = style.length
  return piecesOf(style + script).map((text, at, { length: of }) => {
    return { type: 'window', at, of, text, scriptFrom }
  })
}

function between(text: string, start: string, end: string): string | undefined {
  return text.split(start)[1]?.split(end)[0]
}
