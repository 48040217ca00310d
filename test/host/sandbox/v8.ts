import { type Context, createContext, Script } from 'node:vm'
import { prelude } from './prelude.ts'
import { bufferOf, type Engine, type Realm, type RealmOptions, type VmMemory } from './realm.ts'
import type { Packed } from './wire.ts'

/**
 * Node's own engine, each plugin in a context with its own queue of promises: many times as fast as
 * QuickJS, for tests of thousands of lives, to which the way through them matters and not the language.
 * It can't be stopped within a loop, nor tell of its memory.
 */
export const v8Engine: Engine = (options) => new V8Realm(options)

/** What a plugin that is no more still says, and nobody hears; all else that it asks for fails. */
const unheard = ['ui.postMessage', 'console', 'uncaught', 'unhandled']

/** What the host threw becomes an error of the context's own, as it does in QuickJS. */
const entry = new Script(
  `((make, ask, setup) => make((...args) => {
    const { answer, thrown } = ask(...args)
    if (thrown === undefined) return answer
    const error = new Error(thrown.message)
    error.name = thrown.name
    throw error
  }, setup))`,
  { filename: 'entry.js' },
)
const maker = new Script(prelude, { filename: 'prelude.js' })
const nothing = new Script('undefined')

/** Each code is compiled once, however many plugins run it. */
const compiled = new Map<string, Script>()

type Asked = { answer: unknown } | { thrown: { name: string; message: string } }
type Ask = (op: string, json: string, ...buffers: ArrayBuffer[]) => Asked
type Entrance = (kind: string, json: string, ...buffers: ArrayBuffer[]) => string

class V8Realm implements Realm {
  readonly #options: RealmOptions
  readonly #context: Context
  readonly #entrance: Entrance

  constructor(options: RealmOptions) {
    this.#options = options
    this.#context = createContext({}, { microtaskMode: 'afterEvaluate' })
    const enter = entry.runInContext(this.#context) as (
      make: unknown,
      ask: Ask,
      setup: string,
    ) => Entrance
    const make: unknown = maker.runInContext(this.#context)
    this.#entrance = enter(make, (...args) => this.#ask(...args), options.setup)
  }

  evaluate(code: string, filename: string): void {
    this.#guarded(() => {
      const script = compiled.get(code) ?? new Script(code, { filename })
      compiled.set(code, script)
      script.runInContext(this.#context)
    })
  }

  enter(kind: string, { json, buffers }: Packed): string | null {
    return this.#guarded(() => this.#entrance(kind, json, ...buffers.map(bufferOf)))
  }

  /** Its promises are only seen to after something was evaluated. */
  drain(): void {
    nothing.runInContext(this.#context)
  }

  memory(): VmMemory {
    throw new Error('of a context within Node, nobody knows what memory it takes')
  }

  dispose(): void {
    // Collected with the last that refers to it.
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
