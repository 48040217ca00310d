import { contentSecurityPolicy } from './csp.ts'
import type { Manifest } from './manifest.ts'
import { themeCss, type Theme } from './theme.ts'

/** The message by which the host tells the frame its theme; the plugin's window never sees it. */
export const themeMessage = 'stand-in:theme'

/** The message by which the host tells the frame whether the computer has a network. */
export const networkMessage = 'stand-in:network'

/** What `navigator.onLine` says, and the events that go with it, as the host has them. */
const networkHead =
  `<script>addEventListener('message', (event) => {` +
  `if (event.source !== parent || typeof event.data?.['${networkMessage}'] !== 'boolean') return;` +
  `event.stopImmediatePropagation();` +
  `const value = event.data['${networkMessage}'];` +
  `Object.defineProperty(navigator, 'onLine', { value, configurable: true });` +
  `dispatchEvent(new Event(value ? 'online' : 'offline'))})</script>`

const escapeAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

const themeHead = (theme: Theme): string =>
  `<style>${themeCss()}</style><script>{
  const root = document.documentElement
  root.classList.add('figma-${theme}')
  addEventListener('message', (event) => {
    if (event.source !== parent || !event.data || typeof event.data['${themeMessage}'] !== 'string') return
    event.stopImmediatePropagation()
    root.classList.remove('figma-light', 'figma-dark')
    root.classList.add('figma-' + event.data['${themeMessage}'])
  })
}</script>`

/**
 * ui.html as Figma serves it: with the policy of the manifest, and with the theme where the plugin
 * asked for it (docs/css-variables). Both come first, so that nothing of the page precedes them.
 */
export const frameHtml = (
  html: string,
  manifest: Pick<Manifest, 'networkAccess'>,
  { theme, development = true }: { theme: Theme | null; development?: boolean },
): string => {
  const policy = contentSecurityPolicy(manifest, { development })
  const head =
    `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" ` +
    `content="${escapeAttribute(policy)}">${theme === null ? '' : themeHead(theme)}${networkHead}`
  const at = /<head[^>]*>|<html[^>]*>|<!doctype[^>]*>/gi
  let end = 0
  for (const match of html.slice(0, 2000).matchAll(at)) end = match.index + match[0].length
  return html.slice(0, end) + head + html.slice(end)
}
