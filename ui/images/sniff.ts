/** The formats that a picture can arrive in; what Figma takes of them is decided elsewhere. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif'

export interface Sniffed {
  readonly type: PictureType
  /** Pixels; null where the format keeps them too deep for a look at its head. */
  readonly size: { readonly width: number; readonly height: number } | null
  /** False when the end of the file is missing. */
  readonly complete: boolean
}

type Read = (view: DataView) => Sniffed | null

/**
 * Tells a picture's format and size from its bytes, never from its name or its headers.
 * Null for anything else, HTML pages and empty answers among them.
 */
export function sniff(bytes: Uint8Array): Sniffed | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const read of [readPng, readJpeg, readGif, readWebp, readAvif]) {
    const found = read(view)
    if (found !== null) return found
  }
  return null
}

/** PNG, https://www.w3.org/TR/png-3/#5PNG-file-signature: IHDR is always first, IEND always last. */
const readPng: Read = (view) => {
  if (view.byteLength < 33 || view.getUint32(0) !== 0x89504e47 || !says(view, 12, 'IHDR')) {
    return null
  }
  return {
    type: 'image/png',
    size: { width: view.getUint32(16), height: view.getUint32(20) },
    complete: says(view, view.byteLength - 8, 'IEND'),
  }
}

/** JPEG, ITU-T T.81 annex B: walks the segments up to the frame header, which has the size. */
const readJpeg: Read = (view) => {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  let size: Sniffed['size'] = null
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
      break
    }
    at += 2 + view.getUint16(at + 2)
  }
  return { type: 'image/jpeg', size, complete: hasEndOfImage(view) }
}

/** Some encoders pad behind the end marker, so the last few bytes are searched, not only the last two. */
function hasEndOfImage(view: DataView): boolean {
  for (let at = view.byteLength - 2; at >= Math.max(0, view.byteLength - 64); at--) {
    if (view.getUint16(at) === 0xffd9) return true
  }
  return false
}

const readGif: Read = (view) =>
  view.byteLength < 10 || !says(view, 0, 'GIF8')
    ? null
    : {
        type: 'image/gif',
        size: { width: view.getUint16(6, true), height: view.getUint16(8, true) },
        complete: view.getUint8(view.byteLength - 1) === 0x3b,
      }

/** WebP, RFC 9649: a RIFF file that says its own length. */
const readWebp: Read = (view) =>
  view.byteLength < 16 || !says(view, 0, 'RIFF') || !says(view, 8, 'WEBP')
    ? null
    : {
        type: 'image/webp',
        size: null,
        complete: view.byteLength >= view.getUint32(4, true) + 8,
      }

const readAvif: Read = (view) =>
  view.byteLength < 16 ||
  !says(view, 4, 'ftyp') ||
  !(says(view, 8, 'avif') || says(view, 8, 'avis'))
    ? null
    : { type: 'image/avif', size: null, complete: true }

function says(view: DataView, at: number, word: string): boolean {
  if (at < 0 || at + word.length > view.byteLength) return false
  for (let index = 0; index < word.length; index++) {
    if (view.getUint8(at + index) !== word.charCodeAt(index)) return false
  }
  return true
}
