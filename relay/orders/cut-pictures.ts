/** A picture that was cut out of an order's text. */
export interface CutPicture {
  /** The type that its data URI names. */
  readonly said: string
  /** Null if it was not valid base64. */
  readonly bytes: Uint8Array | null
}

/** An order without the bytes of its pictures: the text has a mark in place of each. */
export interface CutOrder {
  readonly text: string
  readonly pictures: readonly CutPicture[]
}

/** Marks a string that replaces a picture: no address begins with this character. */
const mark = '\0'

/** The index of the cut-out picture that a text stands for; null for any other text. */
export function markedPicture(text: string): number | null {
  const [, index] = /^\0(\d{1,4})$/.exec(text) ?? []
  return index === undefined ? null : Number(index)
}

const [quote, backslash, comma, slash, padding] = Buffer.from('"\\,/=')
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const noDigit = 64
const digits = new Uint8Array(256).fill(noDigit)
for (let at = 0; at < noDigit; at++) digits[alphabet.charCodeAt(at)] = at
/** The beginning of a data URI as JSON may write it, and its most characters. */
const beginning = /^data:(image\\?\/(?:png|jpeg|webp));base64,$/
const longestBeginning = 26
/** More pictures than an order may have stay in the text: each takes its time, whatever its size. */
const mostPictures = 64

/**
 * Reads a JSON text piece by piece, and turns the pictures in it into bytes at once. A picture kept as text
 * would take several times its size.
 *
 * @param size the most bytes that will come
 */
export function createCutter(size: number) {
  let text = Buffer.allocUnsafe(16_384)
  let length = 0
  let isEscaped = false
  /** Where the present string begins in the text; -1 outside strings. */
  let start = -1
  /** Bytes that came in earlier pieces. */
  let before = 0
  let picture: ReturnType<typeof createDecoder> | null = null
  const pictures: CutPicture[] = []

  function keep(byte: number): void {
    if (length === text.length) text = Buffer.concat([text], length * 2)
    text[length++] = byte
  }

  /** @param left one more than the most bytes that will come */
  function begin(left: number): void {
    if (pictures.length === mostPictures) return
    const [, type] = beginning.exec(text.toString('latin1', start, length)) ?? []
    if (type === undefined) return
    length = start
    for (const each of JSON.stringify(`${mark}${pictures.length}`).slice(1, -1)) {
      keep(each.charCodeAt(0))
    }
    picture = createDecoder(type.replace('\\', ''), Math.ceil((left * 3) / 4))
  }

  return {
    push(piece: Uint8Array): void {
      for (let at = 0; at < piece.length; at++) {
        if (picture !== null) {
          at = picture.add(piece, at)
          if (at === piece.length) break
          pictures.push(picture.end())
          picture = null
        }
        const byte = piece[at] ?? 0
        keep(byte)
        if (isEscaped) isEscaped = false
        else if (start === -1) start = byte === quote ? length : -1
        else if (byte === backslash) isEscaped = true
        else if (byte === quote) start = -1
        else if (byte === comma && length - start <= longestBeginning) begin(size - before - at)
      }
      before += piece.length
    },
    end: (): CutOrder => ({ text: new TextDecoder().decode(text.subarray(0, length)), pictures }),
  }
}

/** Decodes base64 strictly: only its alphabet, in whole groups, with padding only at the end. */
function createDecoder(said: string, size: number) {
  // Pages that nothing is written to take no memory.
  const bytes = Buffer.allocUnsafeSlow(size)
  let length = 0
  let group = 0
  let count = 0
  let padded = 0
  let isSound = true
  let isEscaped = false
  return {
    /** Takes bytes up to the end of the string; returns its index, or the piece's length if there is none. */
    add(piece: Uint8Array, from: number): number {
      let at = from
      for (; at < piece.length && piece[at] !== quote; at++) {
        const byte = piece[at] ?? 0
        const digit = digits[byte] ?? noDigit
        if (digit === noDigit || padded > 0 || isEscaped) {
          if (isEscaped && byte !== slash) isSound = false
          isEscaped = byte === backslash
          if (isEscaped) continue
          if (byte === padding) padded++
          else if (digit === noDigit || padded > 0) isSound = false
        }
        group = (group << 6) | (digit & 63)
        if (++count % 4 !== 0) continue
        bytes[length++] = group >> 16
        bytes[length++] = group >> 8
        bytes[length++] = group
        group = 0
      }
      return at
    },
    end(): CutPicture {
      const isWhole = isSound && count % 4 === 0 && padded <= 2
      const whole = bytes.subarray(0, length - padded)
      // A copy frees the memory that a small picture does not need.
      const isSmall = whole.length < size / 2
      return { said, bytes: !isWhole ? null : isSmall ? Buffer.from(whole) : whole }
    },
  }
}
