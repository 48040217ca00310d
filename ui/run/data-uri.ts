/**
 * The bytes in a data URI (RFC 2397). Not by `fetch`: the content security policy of the window names
 * hosts alone.
 *
 * @returns null where it can't be read
 */
export function readDataUri(uri: string): Uint8Array | null {
  const comma = uri.indexOf(',')
  const data = uri.slice(comma + 1)
  try {
    // One character a byte in both cases.
    const text = /;\s*base64\s*$/i.test(uri.slice(0, comma))
      ? atob(data.includes('%') ? decodeURIComponent(data) : data)
      : unescaped(data)
    return Uint8Array.from(text, (character) => character.charCodeAt(0))
  } catch {
    // It says of itself that it is a picture, and is none: the caller says so.
    return null
  }
}

/** Percent-encoded bytes; `decodeURIComponent` would read them as UTF-8. */
function unescaped(data: string): string {
  return data.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}
