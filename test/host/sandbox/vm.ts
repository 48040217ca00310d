import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten'
import { pack, unpack, type Packed } from './wire.ts'
import { prelude } from './prelude.ts'

export type PluginFault = { name: string; message: string; stack: string }

/** Bytes. */
export type VmMemory = {
  /** What the plugin's own values take now, its byte arrays included. */
  used: number
  /** The memory of the whole engine, which grows and never shrinks: the most that was ever needed. */
  reserved: number
}

export type VmOptions = {
  setup: unknown
  /** Everything the plugin asks of the host. What it throws, the plugin gets as an `Error`. */
  answer: (op: string, value: unknown) => unknown
  onFault: (fault: PluginFault) => void
  now: () => number
}

/** A stack that overflows is the plugin's error, not the host's. */
const maxStackBytes = 1024 * 1024

/**
 * One plugin in one QuickJS (figma.md §2: the engine family that Figma uses). All that leads in
 * goes through `enter`; all that leads out, through `answer`.
 */
export class Vm {
  longestBlockMs = 0
  /** As `longestBlockMs`, without the time in which the stand-in answered: the plugin's own share. */
  longestOwnBlockMs = 0
  /** All of the plugin's own time so far. */
  ownMs = 0
  readonly #options: VmOptions
  readonly #quickJs: QuickJSWASMModule
  readonly #context: QuickJSContext
  #answering = 0
  #entrance: QuickJSHandle | null = null
  #depth = 0
  #dead = false
  #disposed = false

  constructor(quickJs: QuickJSWASMModule, options: VmOptions) {
    this.#options = options
    this.#quickJs = quickJs
    this.#context = quickJs.newContext()
    this.#context.runtime.setMaxStackSize(maxStackBytes)
    this.#context.runtime.setInterruptHandler(() => this.#dead)
    this.#build()
  }

  get dead(): boolean {
    return this.#dead
  }

  memory(): VmMemory {
    const reserved = this.#quickJs.getWasmMemory().buffer.byteLength
    if (this.#disposed) return { used: 0, reserved }
    const usage = this.#context.runtime.computeMemoryUsage()
    const dumped = this.#context.dump(usage) as { memory_used_size: number }
    usage.dispose()
    return { used: dumped.memory_used_size, reserved }
  }

  /** Runs the plugin's code. */
  run(code: string, filename: string): void {
    this.#inside(() => {
      const result = this.#context.evalCode(code, filename, { type: 'global' })
      if (result.error) this.#report(result.error)
      else result.value.dispose()
    })
  }

  /** Calls into the sandbox; what a callback answered, if it is a boolean. */
  enter(kind: string, value: unknown): unknown {
    let answer: unknown = null
    this.#inside(() => {
      if (this.#entrance === null) return
      const { json, buffers } = pack(value)
      const context = this.#context
      const args = [
        context.newString(kind),
        context.newString(json),
        ...buffers.map((bytes) => context.newArrayBuffer(copy(bytes))),
      ]
      const result = context.callFunction(this.#entrance, context.undefined, ...args)
      for (const handle of args) handle.dispose()
      if (result.error) this.#report(result.error)
      else {
        answer = JSON.parse(context.getString(result.value))
        result.value.dispose()
      }
    })
    return answer
  }

  /** Ends the plugin on the spot. From inside a call, the sandbox goes when that call is left. */
  kill(): void {
    this.#dead = true
    if (this.#depth === 0) this.#dispose()
  }

  #inside(act: () => void): void {
    if (this.#dead) return
    const outermost = this.#depth === 0
    const start = this.#options.now()
    if (outermost) this.#answering = 0
    this.#depth += 1
    try {
      act()
      if (outermost) this.#drain()
    } finally {
      this.#depth -= 1
      if (outermost) {
        const block = this.#options.now() - start
        const own = block - this.#answering
        this.longestBlockMs = Math.max(this.longestBlockMs, block)
        this.longestOwnBlockMs = Math.max(this.longestOwnBlockMs, own)
        this.ownMs += own
        if (this.dead) this.#dispose()
      }
    }
  }

  /** What promises have waiting runs before anything else gets in. */
  #drain(): void {
    const { runtime } = this.#context
    while (!this.#dead && runtime.hasPendingJob()) {
      const done = runtime.executePendingJobs(1)
      if (done.error) this.#report(done.error)
    }
  }

  #report(error: QuickJSHandle): void {
    const dumped: unknown = this.#context.dump(error)
    error.dispose()
    // the end of a killed plugin is not its fault
    if (this.#dead) return
    const is = typeof dumped === 'object' && dumped !== null ? dumped : { message: String(dumped) }
    this.#options.onFault({
      name: 'name' in is ? String(is.name) : 'Error',
      message: 'message' in is ? String(is.message) : JSON.stringify(is),
      stack: 'stack' in is ? String(is.stack) : '',
    })
  }

  #build(): void {
    const context = this.#context
    const maker = this.#unwrap(context.evalCode(prelude, 'prelude.js'))
    const host = context.newFunction('host', (op, json, ...buffers) => {
      const name = context.getString(op)
      if (this.#dead) throw new Error('the plugin is closed')
      const value = unpack({
        json: context.getString(json),
        buffers: buffers.map((handle) => this.#bytes(handle)),
      })
      return this.#hand(pack(this.#timed(() => this.#options.answer(name, value))))
    })
    const setup = context.newString(JSON.stringify(this.#options.setup))
    this.#entrance = this.#unwrap(context.callFunction(maker, context.undefined, host, setup))
    for (const handle of [maker, host, setup]) handle.dispose()
  }

  #timed(answer: () => unknown): unknown {
    const start = this.#options.now()
    // what is answered within a call that is itself within an answer has been counted there
    const counts = this.#depth === 1
    try {
      return answer()
    } finally {
      if (counts) this.#answering += this.#options.now() - start
    }
  }

  /** Like `unwrapResult`, whose error would drag the whole engine into a test's report. */
  #unwrap(result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle {
    if (!result.error) return result.value
    throw new Error(`the prelude failed: ${JSON.stringify(this.#context.dump(result.error))}`)
  }

  #bytes(handle: QuickJSHandle): Uint8Array {
    const lent = this.#context.getArrayBuffer(handle)
    const bytes = lent.value.slice()
    lent.dispose()
    return bytes
  }

  #hand({ json, buffers }: Packed): QuickJSHandle {
    const context = this.#context
    if (buffers.length === 0) return context.newString(json)
    const list = context.newArray()
    const parts = [
      context.newString(json),
      ...buffers.map((bytes) => context.newArrayBuffer(copy(bytes))),
    ]
    parts.forEach((part, i) => {
      context.setProp(list, i, part)
      part.dispose()
    })
    return list
  }

  #dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    this.#entrance?.dispose()
    this.#entrance = null
    this.#context.dispose()
  }
}

const copy = (bytes: Uint8Array): ArrayBuffer => {
  const buffer = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(buffer).set(bytes)
  return buffer
}
