/**
 * The bytes in a data URI of base64 (RFC 2397). Not by `fetch`: the content security policy of the window
 * names hosts alone.
 *
 * @returns null where it is none, or can't be read
 */
export function readDataUri(uri: string): Uint8Array | null {
  const [, base64] = /^data:[^,]*;\s*base64\s*,(.*)$/is.exec(uri) ?? []
  if (base64 === undefined) return null
  try {
    // One character a byte.
    return Uint8Array.from(atob(decodeURIComponent(base64)), (character) => character.charCodeAt(0))
  } catch {
    // It says of itself that it is base64, and is none: the caller says so.
    return null
  }
}
