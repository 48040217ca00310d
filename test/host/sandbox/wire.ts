/**
 * How values cross the wall of the sandbox: one JSON text in which what JSON can't say is tagged
 * with the key `$`, and beside it the bytes, each as a buffer of its own.
 */
export class NodeRef {
  readonly id: string
  readonly type: string
  constructor(id: string, type: string) {
    this.id = id
    this.type = type
  }
}

export class ImageRef {
  readonly hash: string
  constructor(hash: string) {
    this.hash = hash
  }
}

/** Stands for `figma.mixed`. */
export const mixed = Symbol('figma.mixed')

/** A promise that the host settles later, by its number. */
export class Deferred {
  readonly number: number
  constructor(number: number) {
    this.number = number
  }
}

export type Packed = { json: string; buffers: Uint8Array[] }

const tag = (kind: string, value?: unknown) => ({ $: kind, v: value })

export const pack = (value: unknown): Packed => {
  const buffers: Uint8Array[] = []
  const walk = (part: unknown): unknown => {
    if (part === undefined) return tag('undefined')
    if (part === mixed) return tag('mixed')
    if (typeof part === 'number' && !Number.isFinite(part)) return tag('number', String(part))
    if (typeof part !== 'object' || part === null) return part
    if (part instanceof NodeRef) return tag('node', [part.id, part.type])
    if (part instanceof ImageRef) return tag('image', part.hash)
    if (part instanceof Deferred) return tag('promise', part.number)
    if (part instanceof Uint8Array) return tag('bytes', buffers.push(part) - 1)
    if (part instanceof Date) return tag('date', part.getTime())
    if (Array.isArray(part)) return part.map(walk)
    const entries = Object.entries(part).map(([key, inner]) => [key, walk(inner)] as const)
    return '$' in part ? tag('object', entries) : Object.fromEntries(entries)
  }
  return { json: JSON.stringify(walk(value)), buffers }
}

export const unpack = ({ json, buffers }: Packed): unknown => {
  const untag = (kind: unknown, v: unknown): unknown => {
    if (kind === 'undefined') return undefined
    if (kind === 'mixed') return mixed
    if (kind === 'number') return Number(v)
    if (kind === 'date') return new Date(Number(v))
    if (kind === 'bytes') return buffers[Number(v)]
    if (kind === 'image') return new ImageRef(String(v))
    if (kind === 'node' && Array.isArray(v)) return new NodeRef(String(v[0]), String(v[1]))
    if (kind === 'object' && Array.isArray(v)) {
      return Object.fromEntries(v.map(([key, inner]) => [key, walk(inner)]))
    }
    throw new Error(`unknown tag ${String(kind)}`)
  }
  const walk = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return part.map(walk)
    if ('$' in part) return untag(part.$, 'v' in part ? part.v : undefined)
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(JSON.parse(json))
}
