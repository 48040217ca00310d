import { type Settings, defaultApiAddress } from '../../contract/model/client-storage/settings.ts'

/** What nobody sees: control and format characters, halves of characters, selectors; no white space. */
const unseen = /\ufeff|(?!\s)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

/**
 * What a text is put between when it is copied out of code, chat or a page. What looks for an end begins
 * where no such letter stands before: else it would begin at each of them, and take forever.
 */
const before = /^[\s"'`´‘-‟«»‹›<]+/
const after = /(?<![\s"'`´‘-‟«»‹›>,;])[\s"'`´‘-‟«»‹›>,;]+$/

/** What a key moreover begins and ends with: brackets, and the full stop of a sentence. */
const beforeKey = /^[()[\]{}*]+/
const afterKey = /(?<![()[\]{}*])(?:[()[\]{}*]|(?<!\.)\.)+$/

/** What is copied along with a key that stands in a header, a script, a settings file or a sentence. */
const labels = [
  // "Authorization: Bearer …", and a whole command that has it.
  /^.*\bbearer\s+/is,
  /^(?:export|set|\$env:)\s*(?=\w+\s*=)/i,
  // "NAME=…", and not the "==" that a key can end with.
  /^[a-z_]\w*\s*=\s*(?=[^\s=])/i,
  /^[\w .$-]*(?:key|token|secret|authorization)["'`]?\s*[:=]\s*(?=[^\s:=])/i,
  /^[a-z_][\w.-]*["'`]?:\s+/i,
]

/** One word, as keys are; "=" only at its end. */
const oneWord = /^[^\s"'`:=]+=*$/

/** Without what nobody sees, and without quotation marks and the like around it. */
function bare(pasted: string): string {
  return pasted.replace(unseen, '').replace(before, '').replace(after, '')
}

/**
 * An API key out of what was pasted. It may still hold what no header can carry: plain blanks, or
 * letters beyond ASCII.
 */
export function tidyKey(pasted: string): string {
  let key = pasted
  for (let last = ''; key !== last;) {
    last = key
    key = bare(key).replace(beforeKey, '').replace(afterKey, '')
    for (const label of labels) key = key.replace(label, '')
  }
  // Broken over lines, or set with blanks that no keyboard has.
  const joined = key.replace(/(?<!\s)\s*[^\S \t]\s*/g, '')
  return oneWord.test(joined) ? joined : key
}

/**
 * The API's address out of what was pasted: an origin, and the path of a relay, without `/v1` and what
 * follows it. What is no web address, or has a user name or password in it, is left for the designer to
 * change.
 */
export function tidyAddress(pasted: string): string {
  const text = bare(pasted).replace(/^[\w .-]+["'`]?\s*[:=]\s*["'`]?(?=https?:\/)/i, '')
  if (text === '') return defaultApiAddress
  const url = webAddress(text)
  if (url === null || hasLogin(url)) return text
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/(\/v1(\/tasks(\/.*)?)?)*\/?$/i, '')
  const address = url.origin + path
  // Without its query an address can end with what comes of pasting again.
  return address === pasted ? address : tidyAddress(address)
}

/** A callback URL out of what was pasted: its path and query are somebody else's, and stay. */
export function tidyCallback(pasted: string): string {
  const text = bare(pasted)
  const url = webAddress(text)
  const isPlain = /^https?:\/\/[\x21-\x7e]*$/.test(text)
  return url === null || isPlain ? text : url.href
}

/** Whether an address has a user name or a password in it. */
export function hasLogin({ username, password }: URL): boolean {
  return username !== '' || password !== ''
}

/** What a text means as a web address, also where it does without `https://`; null where it is none. */
function webAddress(text: string): URL | null {
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])(?=[:/?#]|$)/i.test(text)
  const isHost = /^(\/\/)?[^\s/?#:@]+\.[^\s/?#:@.]{2,}(?=[:/?#]|$)/.test(text)
  const whole = isLocal ? `http://${text}` : isHost ? `https://${text.replace(/^\/\//, '')}` : text
  if (!/^https?:/i.test(whole) || !URL.canParse(whole)) return null
  return new URL(whole)
}

/** Settings as an earlier version may have kept them, tidied. */
export function tidyStored(settings: Settings): Settings {
  return {
    ...settings,
    apiKey: tidyKey(settings.apiKey),
    apiAddress: tidyAddress(settings.apiAddress),
    callbackUrl: tidyCallback(settings.callbackUrl),
  }
}
