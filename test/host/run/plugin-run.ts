import type { Change } from '../document/document.ts'
import { shapes } from '../document/schema.ts'
import { FigmaError } from '../document/types.ts'
import { cloneMessage } from '../sandbox/clone.ts'
import { figmaGetters, figmaMethods, figmaSetters } from '../sandbox/figma-api.ts'
import { methods } from '../sandbox/node-methods.ts'
import { getProp, setProp } from '../sandbox/node-props.ts'
import type { Engine, VmMemory } from '../sandbox/realm.ts'
import { within, type ExportLog, type Session } from '../sandbox/session.ts'
import { Vm, type PluginFault } from '../sandbox/vm.ts'
import { Deferred, NodeRef } from '../sandbox/wire.ts'
import { Mailbox, type Port } from './mailbox.ts'
import { type Notification, Notifications } from './notifications.ts'
import { isRaw, listOf } from './raw.ts'
import type { RunOptions } from './run-options.ts'
import { Timers } from './timers.ts'
import { WindowHolder, type WindowState } from './window-state.ts'

const allNames = [
  ...new Set(
    Object.values(shapes).flatMap((shape) => [
      ...shape.readonly,
      ...shape.writable,
      ...shape.methods,
      ...shape.searches,
    ]),
  ),
]

/** One run of the plugin: from its start by a designer until it is closed, or killed. */
export class PluginRun {
  readonly closed: Promise<void>
  readonly errors: PluginFault[] = []
  readonly exports: ExportLog[] = []
  readonly openedLinks: string[] = []
  readonly console: { level: string; text: string }[] = []
  readonly ui: Port
  readonly command: string
  readonly #options: RunOptions
  readonly #session: Session
  readonly #vm: Vm
  readonly #timers: Timers
  readonly #window = new WindowHolder()
  readonly #mailbox = new Mailbox()
  readonly #notifications: Notifications
  readonly #unsubscribe: () => void
  readonly #announced = new Set<Change>()
  #settle: () => void = () => undefined
  #promises = 0
  #over = false
  #closing = false

  constructor(engine: Engine, options: RunOptions) {
    this.#options = options
    this.command = options.command
    this.closed = new Promise((resolve) => (this.#settle = resolve))
    this.#session = {
      document: options.document,
      storage: options.storage,
      env: options.env,
      manifest: options.manifest,
      command: options.command,
      loadedPages: new Set([options.document.currentPage]),
      watchedPages: new Set(),
      loadedFonts: new Set(),
      skipsInvisible: false,
      exports: this.exports,
      step: (name, detail) => this.#step(name, detail),
      onExport: (node) => options.onExport?.(node) ?? null,
    }
    this.ui = {
      postMessage: (message) => this.#toMain(message),
      onMessage: (listener) => this.#mailbox.listen(listener),
    }
    this.#timers = new Timers(options.clock, (number, repeat) =>
      this.#enter('timer', [number, repeat]),
    )
    this.#notifications = new Notifications((callback, ...args) =>
      this.#enter('callback', [callback, ...args]),
    )
    this.#vm = new Vm(engine, {
      setup: {
        shapes,
        all: allNames,
        html: options.uiHtml,
        info: {
          apiVersion: '1.0.0',
          editorType: options.manifest.editorType?.[0] ?? 'figma',
          pluginId: options.manifest.id,
          // needs the permission of the manifest (plugin-api.d.ts 120)
          ...(options.manifest.permissions?.includes('currentuser') === true
            ? { currentUser: { id: '1', name: 'Person', photoUrl: null } }
            : {}),
        },
      },
      answer: (op, value) => this.#answer(op, listOf(value), value),
      onFault: (fault) => this.#fault(fault),
      now: () => options.clock.now(),
    })
    this.#unsubscribe = options.document.subscribe((change) => this.#announce(change))
  }

  /** Called once by the host: runs main.js, then tells it that it runs. */
  start(): void {
    this.#vm.run(this.#options.mainJs, 'main.js')
    this.#finishClosing()
    queueMicrotask(() => this.#enter('event', ['run', { command: this.#options.command }]))
  }

  /** The designer starts it again, and Figma goes on with the same run: told by `run` alone. */
  rerun(command: string): void {
    this.#enter('event', ['run', { command }])
  }

  get longestBlockMs(): number {
    return this.#vm.longestBlockMs
  }

  /** The plugin's own share of a block: without what the stand-in itself took to answer. */
  get longestOwnBlockMs(): number {
    return this.#vm.longestOwnBlockMs
  }

  /** How long the plugin has held Figma's thread so far, all blocks together. */
  get ownMs(): number {
    return this.#vm.ownMs
  }

  /** What comes now is measured by itself. */
  forgetBlocks(): void {
    this.#vm.forgetBlocks()
  }

  memory(): VmMemory {
    return this.#vm.memory()
  }

  get notifications(): readonly Notification[] {
    return this.#notifications.list
  }

  get window(): WindowState | null {
    return this.#window.state
  }

  get over(): boolean {
    return this.#over
  }

  onWindow(listener: (state: WindowState | null) => void): () => void {
    return this.#window.onChange(listener)
  }

  /** The designer closes the window: `close` is told, then all is over (plugin-api.d.ts 734). */
  close(): void {
    if (this.#over) return
    this.#closing = true
    this.#finishClosing()
  }

  /** Ends the run on the spot, as a crash or a closed tab does: nothing is told, nothing finished. */
  kill(): void {
    if (this.#over) return
    this.#over = true
    this.#timers.stopAll()
    this.#unsubscribe()
    this.#mailbox.close()
    this.#vm.kill()
    // what was left open is one step (plugin-api.d.ts 273)
    this.#options.document.commitUndo()
    this.#window.close()
    this.#settle()
  }

  // --- between the halves --------------------------------------------------------------------

  #toMain(message: unknown): void {
    const copy = cloneMessage(message)
    queueMicrotask(() => {
      if (this.#over || this.window === null) return
      // nobody is there to catch a step that fails, so one that kills the run only ends it
      this.#options.onStep?.('message:to-main', copy)
      this.#enter('message', [copy])
      if (!this.over) this.#options.onStep?.('message:to-main:done', copy)
    })
  }

  #toUi(message: unknown): void {
    if (this.window === null) {
      throw new FigmaError('in postMessage: there is no UI to send a message to')
    }
    this.#step('message:to-ui', message)
    this.#mailbox.post(message)
  }

  /** Events are asynchronous and coalesced (plugin-api.d.ts 520–545). */
  #announce(change: Change): void {
    if (change === 'viewport') return
    if (change === 'nodes' && this.#session.watchedPages.size === 0) return
    if (this.#announced.has(change)) return
    this.#announced.add(change)
    queueMicrotask(() => {
      this.#announced.delete(change)
      if (change === 'nodes') {
        this.#announceNodes()
        return
      }
      if (change === 'page') this.#session.loadedPages.add(this.#session.document.currentPage)
      this.#enter('event', [change === 'page' ? 'currentpagechange' : 'selectionchange'])
    })
  }

  /** `nodechange` of the pages that are listened to, batched (plugin-api.d.ts 576, 10723). */
  #announceNodes(): void {
    if (this.#over) return
    const { document, watchedPages } = this.#session
    for (const [page, changes] of document.takeChanges()) {
      if (!watchedPages.has(page)) continue
      const told = changes.map(({ nodeType, properties, ...change }) => ({
        ...change,
        node: document.has(change.id)
          ? new NodeRef(change.id, nodeType)
          : { removed: true, type: nodeType, id: change.id },
        ...(change.type === 'PROPERTY_CHANGE' ? { properties } : {}),
      }))
      this.#enter('nodechange', [page, told])
    }
  }

  // --- what the plugin asks ------------------------------------------------------------------

  #answer(op: string, args: readonly unknown[], value: unknown): unknown {
    if (op === 'uncaught' || op === 'unhandled') return this.#pluginSaid(value)
    if (op === 'console') return this.#log(String(args[0]), listOf(args[1]).map(String))
    // plugin-api.d.ts 182: after closePlugin, access to figma "has been disabled" and throws
    if (this.#closing || this.#over) throw new FigmaError('the plugin is closed')
    const operations: Record<string, () => unknown> = {
      get: () => within(`get_${String(args[1])}`, () => getProp(this.#session, ...nodeArgs(args))),
      set: () =>
        within(`set_${String(args[1])}`, () => {
          setProp(this.#session, ...nodeArgs(args), args[2])
        }),
      call: () => this.#call(...nodeArgs(args), listOf(args[2])),
      figma: () => this.#figma(String(args[0]), listOf(args[1])),
      'figma.get': () => figmaGetters[String(args[0])]?.(this.#session),
      'figma.set': () => this.#set(String(args[0]), args[1]),
      'image.bytes': () => this.#imageBytes(String(args[0])),
      'image.size': () => this.#imageSize(String(args[0])),
      'ui.postMessage': () => this.#toUi(value),
      timer: () => this.#timers.start(Number(args[0]), Number(args[1]), args[2] === true),
      'timer.clear': () => this.#timers.stop(Number(args[0])),
      listen: () => undefined,
    }
    return this.#promised(operations[op]?.())
  }

  #call(id: string, name: string, args: readonly unknown[]): unknown {
    const method = methods[name]
    if (method === undefined) throw new FigmaError(`in ${name}: the stand-in has no such method`)
    return within(name, () => method(this.#session, id, args))
  }

  #figma(name: string, args: readonly unknown[]): unknown {
    const method = figmaMethods[name]
    if (method !== undefined) return within(name, () => method(this.#session, args))
    const [first, second] = args
    const own: Record<string, () => unknown> = {
      closePlugin: () => this.#closePlugin(first),
      openExternal: () => this.openedLinks.push(String(first)) && undefined,
      notify: () => this.#notifications.show(String(first), isRaw(second) ? second : {}),
      'notify.cancel': () => this.#notifications.dismiss(Number(first)),
      showUI: () =>
        this.#window.open(String(first), isRaw(second) ? second : {}, this.#options.manifest.name),
      'ui.show': () => this.#window.show(true),
      'ui.hide': () => this.#window.show(false),
      'ui.close': () => this.#window.close(),
      'ui.resize': () => this.#window.resize(first, second),
      'ui.reposition': () => undefined,
    }
    return own[name]?.()
  }

  #set(name: string, value: unknown): void {
    const setter = figmaSetters[name]
    if (setter === undefined) throw new FigmaError(`Cannot assign to read only property '${name}'`)
    setter(this.#session, value)
  }

  async #imageBytes(hash: string): Promise<Uint8Array> {
    const bytes = this.#session.document.images.bytes(hash)
    if (bytes === null) throw new FigmaError('in getBytesAsync: the image is not in the file')
    return bytes
  }

  async #imageSize(hash: string): Promise<{ width: number; height: number }> {
    const size = this.#session.document.images.size(hash)
    if (size === null) throw new FigmaError('in getSizeAsync: the image is not in the file')
    return size
  }

  /** The plugin gets a promise of its own, settled from outside when the host's is. */
  #promised(result: unknown): unknown {
    if (!(result instanceof Promise)) return result
    const number = ++this.#promises
    result.then(
      (value: unknown) => this.#enter('settle', [number, true, value]),
      (error: unknown) => {
        const { name, message } = error instanceof Error ? error : new Error(String(error))
        this.#enter('settle', [number, false, { name, message }])
      },
    )
    return new Deferred(number)
  }

  #closePlugin(message: unknown): void {
    if (typeof message === 'string' && message !== '') this.#notifications.show(message, {})
    this.#closing = true
    queueMicrotask(() => this.#finishClosing())
  }

  #finishClosing(): void {
    if (!this.#closing || this.#over) return
    // the handlers of `close` still have the API
    this.#closing = false
    this.#vm.enter('event', ['close'])
    this.kill()
  }

  #log(level: string, parts: readonly string[]): void {
    this.console.push({ level, text: parts.join(' ') })
    this.#options.onConsole?.(level, parts)
  }

  #enter(kind: string, value: unknown): unknown {
    return this.#over ? null : this.#vm.enter(kind, value)
  }

  #step(name: string, detail: unknown): void {
    this.#options.onStep?.(name, detail)
    // a hook may kill the run; the step must not happen then
    if (this.#over) throw new FigmaError('the plugin is closed')
  }

  #pluginSaid(value: unknown): void {
    const said = isRaw(value) ? value : {}
    this.#fault({
      name: String(said.name),
      message: String(said.message),
      stack: String(said.stack),
    })
  }

  #fault(fault: PluginFault): void {
    if (this.#over) return
    this.errors.push(fault)
    this.#options.onPluginError?.(fault)
  }
}

/** The node reference comes as `[id, type]` where the sandbox knows it, or as the id alone. */
const nodeArgs = ([id, name]: readonly unknown[]): [string, string] => [String(id), String(name)]
