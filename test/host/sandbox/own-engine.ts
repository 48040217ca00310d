import { prelude } from './prelude.ts'
import { bufferOf, type Engine, type Realm, type RealmOptions, type VmMemory } from './realm.ts'
import type { Packed } from './wire.ts'

/** Globals of their own within the engine that runs the stand-in itself. */
export interface Globals {
  evaluate(code: string, filename: string): unknown
  /** Runs what promises have waiting, if they do not run by themselves. */
  drain(): void
  dispose(): void
}

/**
 * Runs the plugin in the engine that runs the stand-in: many times as fast as QuickJS, for tests to which the
 * way through the plugin matters and not the language. It can't be stopped within a loop, nor tell of its
 * memory.
 */
export const ownEngine =
  (createGlobals: () => Globals): Engine =>
  (options) =>
    new OwnRealm(options, createGlobals())

/** What a plugin that is no more still says, and nobody hears; all else that it asks for fails. */
const unheard = ['ui.postMessage', 'console', 'uncaught', 'unhandled']

/** What the host threw becomes an error of the plugin's own globals, as it does in QuickJS. */
const entry = `((make, ask, setup) => make((...args) => {
  const { answer, thrown } = ask(...args)
  if (thrown === undefined) return answer
  const error = new Error(thrown.message)
  error.name = thrown.name
  throw error
}, setup))`

type Asked = { answer: unknown } | { thrown: { name: string; message: string } }
type Ask = (op: string, json: string, ...buffers: ArrayBuffer[]) => Asked
type Entrance = (kind: string, json: string, ...buffers: ArrayBuffer[]) => string
type Enter = (make: unknown, ask: Ask, setup: string) => Entrance

class OwnRealm implements Realm {
  readonly #options: RealmOptions
  readonly #globals: Globals
  readonly #entrance: Entrance

  constructor(options: RealmOptions, globals: Globals) {
    this.#options = options
    this.#globals = globals
    const enter = globals.evaluate(entry, 'entry.js') as Enter
    const make = globals.evaluate(prelude, 'prelude.js')
    this.#entrance = enter(make, (...args) => this.#ask(...args), options.setup)
  }

  evaluate(code: string, filename: string): void {
    this.#guarded(() => this.#globals.evaluate(code, filename))
  }

  enter(kind: string, { json, buffers }: Packed): string | null {
    return this.#guarded(() => this.#entrance(kind, json, ...buffers.map(bufferOf)))
  }

  drain(): void {
    this.#globals.drain()
  }

  memory(): VmMemory {
    throw new Error('only QuickJS knows what memory a plugin takes')
  }

  dispose(): void {
    this.#globals.dispose()
  }

  #guarded<T>(act: () => T): T | null {
    try {
      return act()
    } catch (thrown) {
      this.#options.onThrown(thrown)
      return null
    }
  }

  #ask(op: string, json: string, ...buffers: ArrayBuffer[]): Asked {
    if (this.#options.isDead() && unheard.includes(op)) return { answer: '{"$":"undefined"}' }
    try {
      const asked = { json, buffers: buffers.map((buffer) => new Uint8Array(buffer)) }
      const answer = this.#options.host(op, asked)
      const parts = [answer.json, ...answer.buffers.map(bufferOf)]
      return { answer: parts.length === 1 ? answer.json : parts }
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      return { thrown: { name, message } }
    }
  }
}
