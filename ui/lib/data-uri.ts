/**
 * The bytes in a base64 data URI (RFC 2397). Not read with `fetch`, because the window's content security
 * policy allows only hosts.
 *
 * @returns null if it is no such URI or can't be read
 */
export function readDataUri(uri: string): Uint8Array | null {
  const [, base64] = /^data:[^,]*;\s*base64\s*,(.*)$/is.exec(uri) ?? []
  if (base64 === undefined) return null
  try {
    // One character a byte. `Uint8Array.from` would list them all first, in half a gigabyte.
    const text = atob(decodeURIComponent(base64))
    return new Uint8Array(text.length).map((_, at) => text.charCodeAt(at))
  } catch {
    // It claims to be base64 and is not: the caller reports that.
    return null
  }
}
