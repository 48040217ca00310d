import { createHash } from 'node:crypto'
import { invalid } from './refusal.ts'
import { sniff } from './sniff.ts'

/** A reference picture: inline bytes, or the address of a hosted one. */
export type Reference =
  | { kind: 'inline'; type: string; bytes: Uint8Array; hash: string }
  /** The bytes, and their hash, once they have been fetched. */
  | { kind: 'hosted'; url: string; bytes?: Uint8Array; hash: string }

/** One item of `input_urls`: a base64 data URI or a plain http(s) URL without credentials. */
export function readReference(value: unknown, index: number): Reference {
  const name = `input.input_urls[${index}]`
  if (typeof value !== 'string') throw invalid(`${name} must be a string.`)
  if (value.startsWith('data:')) return inline(value, name)
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw invalid(`${name} must be a public http(s) URL of an image.`)
  }
  return { kind: 'hosted', url: url.href, hash: hashOf(url.href) }
}

function inline(value: string, name: string): Reference {
  const comma = value.indexOf(',')
  const type = /^data:(image\/(?:png|jpeg|webp));base64$/.exec(value.slice(0, comma))?.[1]
  if (!type) throw invalid(`${name} must be a base64 data URI of a JPEG, PNG or WebP image.`)
  const base64 = value.slice(comma + 1)
  const bytes = Buffer.from(base64, 'base64')
  // Buffer skips what it can't read, so a broken encoding shows as a length that differs.
  const length = (base64.length / 4) * 3 - (/=*$/.exec(base64.slice(-2))?.[0].length ?? 0)
  if (base64.length % 4 !== 0 || bytes.length !== length) {
    throw invalid(`${name} is not valid base64.`)
  }
  if (`image/${sniff(bytes)}` !== type) {
    throw invalid(`${name} says ${type}, but the image is something else.`)
  }
  return { kind: 'inline', type, bytes, hash: hashOf(bytes) }
}

/** Gives a hosted reference its bytes: from then on, the same bytes are the same reference. */
export function arrived(reference: Reference, bytes: Uint8Array) {
  reference.bytes = bytes
  reference.hash = hashOf(bytes)
}

function hashOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
