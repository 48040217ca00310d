/**
 * All words of a server pass through here. The result is always one short sentence without a secret, or
 * nothing.
 */

export interface ErrorText {
  /** Its code, in capital letters: `INVALID_REQUEST`. */
  readonly code: string | null
  /** Its words, readable, of at most `longestWords` characters. */
  readonly words: string | null
}

/** The most characters of a server's words that are shown. */
const longestWords = 200
/** The most characters of a text that are read at all. */
const mostRead = 64_000
/** How deeply an error may be nested in others. */
const deepest = 5
/** A piece of a secret of this length reveals too much. */
const shortestPiece = 8
const shortestSecret = 3

/** The fields with words and codes in an error, the most informative first. */
const wordFields = ['message', 'msg', 'detail', 'details', 'description', 'reason', 'title']
const errorFields = ['error', 'errors']
const codeFields = ['error_code', 'code', 'type']

/**
 * Reads code and words from an error of any shape: text, a list, an object, or JSON in a text.
 *
 * @param secrets what the result may not contain: the API keys that this window has used
 */
export function readErrorText(value: unknown, secrets: readonly string[]): ErrorText {
  const { code, words } = find(value, deepest)
  return {
    code: code === null ? null : codeFrom(code, secrets),
    words: words === null ? null : readableWords(words, secrets),
  }
}

/** A text as one readable line of at most 200 characters; null if nothing is left of it. */
export function readableWords(text: string, secrets: readonly string[]): string | null {
  const plain = withoutUnseen(withoutTags(text.slice(0, mostRead)))
  const line = shortened(withoutSecrets(plain.replace(/\s+/gu, ' ').trim(), secrets))
  return line === '' ? null : line
}

interface Found {
  readonly code: string | null
  readonly words: string | null
}

const nothing: Found = { code: null, words: null }

function find(value: unknown, depth: number): Found {
  if (depth === 0) return nothing
  if (typeof value === 'string') return findInText(value, depth)
  if (typeof value === 'number') return { code: String(value), words: null }
  if (Array.isArray(value)) {
    const all = value.slice(0, 10).map((each: unknown) => find(each, depth - 1))
    const words = all.flatMap((each) => each.words ?? [])
    return {
      code: all.find(({ code }) => code !== null)?.code ?? null,
      words: words.length === 0 ? null : words.join('; '),
    }
  }
  if (typeof value !== 'object' || value === null) return nothing
  const fields = new Map<string, unknown>(Object.entries(value))
  const within = [...wordFields, ...errorFields].map((name) => find(fields.get(name), depth - 1))
  const own = codeFields.map((name) => fields.get(name)).find(isCode)
  const codes = within.flatMap(({ code }) => code ?? [])
  return {
    // The innermost code says the most: a gateway wraps the answer of the model's own server.
    code: codes.find((code) => !isNumeric(code)) ?? own?.toString() ?? codes[0] ?? null,
    words: within.find(({ words }) => words !== null)?.words ?? null,
  }
}

function findInText(text: string, depth: number): Found {
  const trimmed = text.trim()
  const whole = parsed(trimmed)
  if (whole !== null) return find(whole, depth - 1)
  const within = parsed(trimmed.slice(trimmed.indexOf('{'), trimmed.lastIndexOf('}') + 1))
  const inner = find(within, depth - 1)
  if (inner.words !== null) return inner
  // Truncated JSON: its source is not readable text.
  const isNews = trimmed !== '' && trimmed !== 'success' && !/^[[{]\s*["{]/.test(trimmed)
  return isNews ? { code: null, words: trimmed } : nothing
}

/** The value of JSON that is an object, a list or a text; null for anything else. */
function parsed(text: string): unknown {
  if (!/^[[{"]/.test(text)) return null
  try {
    return JSON.parse(text)
  } catch {
    // It only looked like JSON, and is read as plain text.
    return null
  }
}

function isCode(value: unknown): value is string | number {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
}

function isNumeric(code: string): boolean {
  return /^-?\d+$/.test(code)
}

function codeFrom(code: string, secrets: readonly string[]): string | null {
  const line = readableWords(code, secrets)
  return line === null || line.length > 80 ? null : line.toUpperCase().replace(/[\s-]+/g, '_')
}

/** In small letters, as long as the text: only the Turkish İ would become longer. */
function lowered(text: string): string {
  return text.replace(/İ/g, 'i').toLowerCase()
}

/** Elements whose content is not readable text. */
const unread = ['script', 'style', 'noscript', 'template', 'svg']

/**
 * The text of HTML: its title if it has one. One pass from left to right, whatever the HTML: an unclosed
 * element ends the text.
 */
function withoutTags(text: string): string {
  if (!/<[a-z!/?]/i.test(text)) return text
  const lower = lowered(text)
  let plain = ''
  let at = 0
  /** Where the title begins. */
  let title = 0
  while (at < text.length) {
    const open = text.indexOf('<', at)
    if (open < 0) break
    plain += text.slice(at, open)
    const [tag = ''] = /^<[a-z!/?][a-z0-9]*/.exec(lower.slice(open, open + 20)) ?? []
    if (tag === '') {
      plain += '<'
      at = open + 1
      continue
    }
    if (tag === '</title' && plain.slice(title).trim() !== '') return decoded(plain.slice(title))
    const name = tag.slice(1)
    const end = unread.includes(name) ? lower.indexOf(`</${name}`, open) : open
    const close = end < 0 ? -1 : text.indexOf('>', end)
    if (close < 0) return decoded(plain)
    plain += ' '
    if (tag === '<title') title = plain.length
    at = close + 1
  }
  return decoded(plain + text.slice(at))
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '‹'],
  ['gt', '›'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
])

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|([a-z]{2,6}));/gi,
    (whole, digits?: string, name?: string) => {
      if (name !== undefined) return entities.get(name.toLowerCase()) ?? whole
      const code = Number(digits)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    },
  )
}

/**
 * Control characters become blanks. Characters that only control display are removed: directions, joiners
 * without width, halves of surrogate pairs.
 */
function withoutUnseen(text: string): string {
  return text.replace(/\p{C}/gu, (character) => (/\s|\p{Cc}/u.test(character) ? ' ' : ''))
}

const redacted = '[API key]'

/** Removes whatever looks like a key, and each of the secrets, whole or in pieces. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  let safe = text
  for (const secret of secrets) safe = withoutSecret(safe, secret)
  return safe
    .replace(/\b(?:Bearer|Basic)\s+(?!\[)[^\s"',;]+/gi, redacted)
    .replace(/(?<![a-z\d])(?:[a-z\d]{1,8}-)?sk-[^\s"'<>,;()]+/gi, redacted)
}

function withoutSecret(text: string, secret: string): string {
  // A secret this short is no key, and occurs in many words.
  if (secret.length < shortestSecret) return text
  const lower = lowered(text)
  const key = secret.toLowerCase()
  const least = Math.min(key.length, shortestPiece)
  let safe = ''
  let at = 0
  for (let from = 0; from + least <= lower.length;) {
    if (!key.includes(lower.slice(from, from + least))) {
      from++
      continue
    }
    let end = from + least
    while (end < lower.length && key.includes(lower.slice(from, end + 1))) end++
    safe += text.slice(at, from) + redacted
    at = end
    from = end
  }
  return safe + text.slice(at)
}

/** Cuts by code points, and between words if that keeps most of the line. */
function shortened(line: string): string {
  const characters = Array.from(line)
  if (characters.length <= longestWords) return line
  const cut = characters.slice(0, longestWords - 1).join('')
  const blank = cut.lastIndexOf(' ')
  return `${blank > longestWords / 2 ? cut.slice(0, blank) : cut}…`
}
