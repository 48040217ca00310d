import type { Engine, Realm, VmMemory } from './realm.ts'
import { pack, type Packed, unpack } from './wire.ts'

export type PluginFault = { name: string; message: string; stack: string }

export type VmOptions = {
  setup: unknown
  /** Everything the plugin asks of the host. What it throws, the plugin gets as an `Error`. */
  answer: (op: string, value: unknown) => unknown
  onFault: (fault: PluginFault) => void
  now: () => number
}

/** One plugin in a realm of its own. All that leads in goes through `enter`; all that leads out, through `answer`. */
export class Vm {
  longestBlockMs = 0
  /** As `longestBlockMs`, without the time in which the stand-in answered: the plugin's own share. */
  longestOwnBlockMs = 0
  /** All of the plugin's own time so far. */
  ownMs = 0
  readonly #options: VmOptions
  readonly #realm: Realm
  #answering = 0
  #depth = 0
  #dead = false

  constructor(engine: Engine, options: VmOptions) {
    this.#options = options
    this.#realm = engine({
      setup: JSON.stringify(options.setup),
      host: (op, asked) => this.#answer(op, asked),
      isDead: () => this.#dead,
      onThrown: (thrown) => this.#report(thrown),
    })
  }

  get dead(): boolean {
    return this.#dead
  }

  /** What comes now is measured by itself. */
  forgetBlocks(): void {
    this.longestBlockMs = 0
    this.longestOwnBlockMs = 0
    this.ownMs = 0
  }

  memory(): VmMemory {
    return this.#realm.memory()
  }

  /** Runs the plugin's code. */
  run(code: string, filename: string): void {
    this.#inside(() => this.#realm.evaluate(code, filename))
  }

  /** Calls into the sandbox; what a callback answered, if it is a boolean. */
  enter(kind: string, value: unknown): unknown {
    let answer: unknown = null
    this.#inside(() => {
      answer = JSON.parse(this.#realm.enter(kind, pack(value)) ?? 'null')
    })
    return answer
  }

  /** Ends the plugin on the spot. From inside a call, the sandbox goes when that call is left. */
  kill(): void {
    this.#dead = true
    if (this.#depth === 0) this.#realm.dispose()
  }

  #inside(act: () => void): void {
    if (this.#dead) return
    const outermost = this.#depth === 0
    const start = this.#options.now()
    if (outermost) this.#answering = 0
    this.#depth += 1
    try {
      act()
      // what promises have waiting runs before anything else gets in
      if (outermost && !this.dead) this.#realm.drain()
    } finally {
      this.#depth -= 1
      if (outermost) {
        const block = this.#options.now() - start
        const own = block - this.#answering
        this.longestBlockMs = Math.max(this.longestBlockMs, block)
        this.longestOwnBlockMs = Math.max(this.longestOwnBlockMs, own)
        this.ownMs += own
        if (this.dead) this.#realm.dispose()
      }
    }
  }

  #report(thrown: unknown): void {
    // the end of a killed plugin is not its fault
    if (this.#dead) return
    const is = typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) }
    this.#options.onFault({
      name: 'name' in is ? String(is.name) : 'Error',
      message: 'message' in is ? String(is.message) : JSON.stringify(is),
      stack: 'stack' in is ? String(is.stack) : '',
    })
  }

  #answer(op: string, asked: Packed): Packed {
    if (this.#dead) throw new Error('the plugin is closed')
    return this.#timed(() => pack(this.#options.answer(op, unpack(asked))))
  }

  #timed<Answer>(answer: () => Answer): Answer {
    const start = this.#options.now()
    // what is answered within a call that is itself within an answer has been counted there
    const counts = this.#depth === 1
    try {
      return answer()
    } finally {
      if (counts) this.#answering += this.#options.now() - start
    }
  }
}
