import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten'
import { prelude } from './prelude.ts'
import { bufferOf, type Engine, type Realm, type RealmOptions, type VmMemory } from './realm.ts'
import type { Packed } from './wire.ts'

/** A stack that overflows is the plugin's error, not the host's. */
const maxStackBytes = 1024 * 1024

/** The engine family that Figma uses (figma.md §2). */
export const quickJsEngine =
  (quickJs: QuickJSWASMModule): Engine =>
  (options) =>
    new QuickJsRealm(quickJs, options)

class QuickJsRealm implements Realm {
  readonly #options: RealmOptions
  readonly #quickJs: QuickJSWASMModule
  readonly #context: QuickJSContext
  readonly #entrance: QuickJSHandle
  #disposed = false

  constructor(quickJs: QuickJSWASMModule, options: RealmOptions) {
    this.#options = options
    this.#quickJs = quickJs
    this.#context = quickJs.newContext()
    this.#context.runtime.setMaxStackSize(maxStackBytes)
    this.#context.runtime.setInterruptHandler(options.isDead)
    this.#entrance = this.#build()
  }

  memory(): VmMemory {
    const reserved = this.#quickJs.getWasmMemory().buffer.byteLength
    if (this.#disposed) return { used: 0, reserved }
    const usage = this.#context.runtime.computeMemoryUsage()
    const dumped = this.#context.dump(usage) as { memory_used_size: number }
    usage.dispose()
    return { used: dumped.memory_used_size, reserved }
  }

  evaluate(code: string, filename: string): void {
    const result = this.#context.evalCode(code, filename, { type: 'global' })
    if (result.error) this.#report(result.error)
    else result.value.dispose()
  }

  enter(kind: string, { json, buffers }: Packed): string | null {
    const context = this.#context
    const args = [
      context.newString(kind),
      context.newString(json),
      ...buffers.map((bytes) => context.newArrayBuffer(bufferOf(bytes))),
    ]
    const result = context.callFunction(this.#entrance, context.undefined, ...args)
    for (const handle of args) handle.dispose()
    if (result.error) {
      this.#report(result.error)
      return null
    }
    const answer = context.getString(result.value)
    result.value.dispose()
    return answer
  }

  drain(): void {
    const { runtime } = this.#context
    while (!this.#options.isDead() && runtime.hasPendingJob()) {
      const done = runtime.executePendingJobs(1)
      if (done.error) this.#report(done.error)
    }
  }

  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    this.#entrance.dispose()
    this.#context.dispose()
  }

  #report(error: QuickJSHandle): void {
    const dumped: unknown = this.#context.dump(error)
    error.dispose()
    this.#options.onThrown(dumped)
  }

  #build(): QuickJSHandle {
    const context = this.#context
    const maker = this.#unwrap(context.evalCode(prelude, 'prelude.js'))
    const host = context.newFunction('host', (op, json, ...buffers) =>
      this.#hand(
        this.#options.host(context.getString(op), {
          json: context.getString(json),
          buffers: buffers.map((handle) => this.#bytes(handle)),
        }),
      ),
    )
    const setup = context.newString(this.#options.setup)
    const entrance = this.#unwrap(context.callFunction(maker, context.undefined, host, setup))
    for (const handle of [maker, host, setup]) handle.dispose()
    return entrance
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
      ...buffers.map((bytes) => context.newArrayBuffer(bufferOf(bytes))),
    ]
    parts.forEach((part, i) => {
      context.setProp(list, i, part)
      part.dispose()
    })
    return list
  }
}
