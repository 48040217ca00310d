import type { Packed } from './wire.ts'

/** Bytes. */
export type VmMemory = {
  /** What the plugin's own values take now, its byte arrays included. */
  used: number
  /** The memory of the whole engine, which grows and never shrinks: the most that was ever needed. */
  reserved: number
}

export type RealmOptions = {
  /** Handed to the prelude. */
  setup: string
  /** All that leads out. What it throws, the plugin gets as an `Error` of its own. */
  host: (op: string, asked: Packed) => Packed
  /** Once it is so, the plugin's code does nothing more that anybody could see. */
  isDead: () => boolean
  /** Told of what the plugin threw and nobody caught. */
  onThrown: (thrown: unknown) => void
}

/** A world of the plugin's own: the globals of one engine, with the prelude evaluated in it. */
export type Realm = {
  evaluate(code: string, filename: string): void
  /** Calls what the prelude gave; its answer, or null after something was thrown. */
  enter(kind: string, packed: Packed): string | null
  /** Runs what promises have waiting, to the last. */
  drain(): void
  memory(): VmMemory
  dispose(): void
}

/** What runs the plugin's code. */
export type Engine = (options: RealmOptions) => Realm

/** An array buffer of exactly these bytes, which nobody else has. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => {
  const buffer = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(buffer).set(bytes)
  return buffer
}
