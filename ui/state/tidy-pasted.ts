import {
  type Settings,
  defaultApiAddress,
  fixedRelay,
} from '../../contract/model/client-storage/settings.ts'

/** Invisible characters: control and format characters, lone surrogates, selectors; no white space. */
const unseen = /\ufeff|(?!\s)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

/**
 * Marks around a text copied from code, chat or a page. The pattern for the end starts only where no such
 * mark precedes. It would otherwise start at each of them, and take forever.
 */
const before = /^[\s"'`´‘-‟«»‹›<]+/
const after = /(?<![\s"'`´‘-‟«»‹›>,;])[\s"'`´‘-‟«»‹›>,;]+$/

/** Marks around a key besides those: brackets, and the full stop of a sentence. */
const beforeKey = /^[()[\]{}*]+/
const afterKey = /(?<![()[\]{}*])(?:[()[\]{}*]|(?<!\.)\.)+$/

/** Labels copied together with a key from a header, a script, a settings file or a sentence. */
const labels = [
  // "Authorization: Bearer …", and a whole command that contains it.
  /^.*\bbearer\s+/is,
  /^(?:export|set|\$env:)\s*(?=\w+\s*=)/i,
  // "NAME=…", but not the "==" at the end of a key.
  /^[a-z_]\w*\s*=\s*(?=[^\s=])/i,
  /^[\w .$-]*(?:key|token|secret|authorization)["'`]?\s*[:=]\s*(?=[^\s:=])/i,
  /^[a-z_][\w.-]*["'`]?:\s+/i,
]

/** The most characters that are tidied: the marks of a longer text would take minutes to remove. */
const longest = 5_000

/** One word, as keys are; "=" only at its end. */
const oneWord = /^[^\s"'`:=]+=*$/

/** Without invisible characters, and without quotation marks and the like around it. */
function bare(pasted: string): string {
  return pasted.replace(unseen, '').replace(before, '').replace(after, '')
}

/**
 * The API key in a pasted text. It may still contain what no header can carry: plain blanks, or letters
 * beyond ASCII.
 */
export function tidyKey(pasted: string): string {
  if (pasted.length > longest) return pasted
  let key = pasted
  for (let last = ''; key !== last;) {
    last = key
    key = bare(key).replace(beforeKey, '').replace(afterKey, '')
    for (const label of labels) key = key.replace(label, '')
  }
  // Broken into lines, or with blanks that no keyboard has.
  const joined = key.replace(/(?<!\s)\s*[^\S \t]\s*/g, '')
  return oneWord.test(joined) ? joined : key
}

/**
 * The API address in a pasted text: an origin, and the path of a relay, without `/v1` and anything after
 * it. The designer must change a text that is no web address, or has a user name or password.
 */
export function tidyAddress(pasted: string): string {
  if (pasted.length > longest) return pasted
  const text = bare(pasted).replace(/^[\w .-]+["'`]?\s*[:=]\s*["'`]?(?=https?:\/)/i, '')
  if (text === '') return defaultApiAddress
  const url = webAddress(text)
  if (url === null || hasLogin(url)) return text
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/(\/v1(\/tasks(\/.*)?)?)*\/?$/i, '')
  const address = url.origin + path
  // Without its query, an address can end with marks that a second pass removes.
  return address === pasted ? address : tidyAddress(address)
}

/** The callback URL in a pasted text: its path and query belong to another service, and stay. */
export function tidyCallback(pasted: string): string {
  const text = bare(pasted)
  const url = webAddress(text)
  const isPlain = /^https?:\/\/[\x21-\x7e]*$/.test(text)
  return url === null || isPlain ? text : url.href
}

export function hasLogin({ username, password }: URL): boolean {
  return username !== '' || password !== ''
}

/** A text as a web address, also without `https://`; null if it is none. */
function webAddress(text: string): URL | null {
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])(?=[:/?#]|$)/i.test(text)
  const isHost = /^(\/\/)?[^\s/?#:@]+\.[^\s/?#:@.]{2,}(?=[:/?#]|$)/.test(text)
  const whole = isLocal ? `http://${text}` : isHost ? `https://${text.replace(/^\/\//, '')}` : text
  if (!/^https?:/i.test(whole) || !URL.canParse(whole)) return null
  return new URL(whole)
}

/** Tidies settings that an earlier version may have stored. */
export function tidyStored(settings: Settings): Settings {
  return {
    ...settings,
    apiKey: tidyKey(settings.apiKey),
    apiAddress: fixedRelay ?? tidyAddress(settings.apiAddress),
    callbackUrl: tidyCallback(settings.callbackUrl),
  }
}
