import type { WindowAnswer } from '../../contract/protocol/opening.ts'

export type WindowParts = Pick<WindowAnswer, 'style' | 'script'>

/**
 * The style and the script of the built window; null where the build has not marked them.
 *
 * @param html `dist/ui.html`; build.mjs keeps both end tags out of the style and the script
 */
export function windowParts(html: string): WindowParts | null {
  const style = between(html, '<style id="style">', '</style>')
  const script = between(html, '<script id="script">', '</script>')
  return style === null || script === null ? null : { style, script }
}

function between(text: string, start: string, end: string): string | null {
  const from = text.indexOf(start)
  const to = text.indexOf(end, from)
  return from < 0 || to < 0 ? null : text.slice(from + start.length, to)
}
