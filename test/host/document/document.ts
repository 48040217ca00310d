import { settleCell, takeFreeCell } from './cells.ts'
import { base64Decode, base64Encode } from './base64.ts'
import { changesByPage, type NodeChange } from './changes.ts'
import { deepFreeze } from './freeze.ts'
import { History } from './history.ts'
import { Images } from './images.ts'
import { layOut } from './layout.ts'
import { checkMove } from './rules.ts'
import { containers, defaults, groups, initial } from './schema.ts'
import { FigmaError, type NodeRecord, type NodeType, type Props } from './types.ts'

export type Change = 'nodes' | 'selection' | 'page' | 'viewport'
export type Viewport = { center: { x: number; y: number }; zoom: number }
export type DocumentJson = {
  nodes: NodeRecord[]
  images: string[]
  currentPage: string
  selection: Record<string, string[]>
  nextId: number
  maxPages: number
}

const rootId = '0:0'

/** What becomes of a value that is set inside an instance. */
export type Taken = 'taken' | 'ignored' | 'thrown'
export type Quirks = {
  overrides: { opacity: Taken; visible: Taken }
  /** Whether `appendChild` takes what has text in a missing font. */
  appendsMissingFonts: boolean
}

/**
 * A Figma file. It belongs to the host: a plugin may be killed and opened again on the same file.
 * What may be done with it through the plugin API is decided in `sandbox/`; this is what a file is.
 */
export class HostDocument {
  readonly rootId = rootId
  readonly images = new Images()
  readonly maxPages: number
  /** What only the real Figma can tell; a test decides it one way or the other. */
  readonly quirks: Quirks = {
    overrides: { opacity: 'taken', visible: 'taken' },
    appendsMissingFonts: true,
  }
  #history: History
  #selection = new Map<string, readonly string[]>()
  #viewport = new Map<string, Viewport>()
  #currentPage = ''
  #nextId = 1
  #listeners = new Set<(change: Change) => void>()

  constructor({ maxPages = 3 }: { maxPages?: number } = {}) {
    this.maxPages = maxPages
    this.#history = new History(new Map())
    this.#history.put(record(rootId, 'DOCUMENT', null, initial.DOCUMENT))
    this.#currentPage = this.create('PAGE', rootId, { name: 'Page 1' })
    this.#history = new History(new Map(this.#history.state))
  }

  // --- reading -------------------------------------------------------------------------------

  has(id: string): boolean {
    return this.#history.state.has(id)
  }

  find(id: string): NodeRecord | null {
    return this.#history.state.get(id) ?? null
  }

  node(id: string): NodeRecord {
    const found = this.#history.state.get(id)
    if (found === undefined) throw new FigmaError(`The node with id "${id}" does not exist`)
    return found
  }

  prop<Key extends keyof Props>(id: string, key: Key): Props[Key] {
    return this.node(id).props[key] ?? defaults[key]
  }

  get pages(): readonly string[] {
    return this.node(rootId).children
  }

  /** The node, then its parent, and so on up to the document. */
  lineage(id: string): NodeRecord[] {
    const line: NodeRecord[] = []
    for (
      let at = this.find(id);
      at !== null;
      at = at.parent === null ? null : this.find(at.parent)
    ) {
      line.push(at)
    }
    return line
  }

  pageOf(id: string): string | null {
    return this.lineage(id).find((node) => node.type === 'PAGE')?.id ?? null
  }

  /** Everything below a node, parents before children, bottom layer first. */
  descendants(id: string): string[] {
    return this.node(id).children.flatMap((child) => [child, ...this.descendants(child)])
  }

  byName(name: string): string {
    const found = this.descendants(rootId).find((id) => this.prop(id, 'name') === name)
    if (found === undefined) throw new Error(`no node is named ${name}`)
    return found
  }

  // --- changing ------------------------------------------------------------------------------

  create(type: NodeType, parent: string, props: Partial<Props> = {}, index?: number): string {
    const id = type === 'PAGE' ? `${this.#nextId++}:0` : `1:${this.#nextId++}`
    this.#history.put(record(id, type, null, { ...initial[type], ...props }))
    this.#attach(id, parent, index)
    settleCell(this, id)
    return id
  }

  /** What a file has besides layers: text styles, collections of variables. Undone like all else. */
  define(type: 'TEXT_STYLE' | 'VARIABLE_COLLECTION', props: Partial<Props>): string {
    const number = this.#nextId++
    const id = type === 'TEXT_STYLE' ? `S:${number},` : `VariableCollectionId:1:${number}`
    this.#history.put(record(id, type, null, { ...initial[type], ...props }))
    this.#tell('nodes')
    return id
  }

  /** All of a kind, the oldest first. */
  defined(type: 'TEXT_STYLE' | 'VARIABLE_COLLECTION'): string[] {
    return [...this.#history.state.values()].flatMap((one) => (one.type === type ? one.id : []))
  }

  /** Takes away what `define` made. */
  undefine(id: string): void {
    this.#history.drop(id)
    this.#tell('nodes')
  }

  set(id: string, patch: Partial<Props>): void {
    const node = this.node(id)
    this.#history.put({ ...node, props: deepFreeze({ ...node.props, ...patch }) })
    layOut(this, id)
    this.#tell('nodes')
  }

  setData(
    id: string,
    data: Partial<Pick<NodeRecord, 'pluginData' | 'sharedData' | 'relaunch'>>,
  ): void {
    this.#history.put({ ...this.node(id), ...data })
    this.#tell('nodes')
  }

  /** Moves a node under a parent. Position stays relative (plugin-api.d.ts 1875). */
  insert(parent: string, child: string, index?: number): void {
    checkMove(this, parent, child)
    const before = this.node(child).parent
    const size = this.node(parent).children.filter((id) => id !== child).length
    // plugin-api.d.ts 7075: "insertChild(4, D) throws an error since the group has only 3 children"
    if (index !== undefined && (index < 0 || index > size)) {
      throw new FigmaError('index is out of range')
    }
    this.#detach(child)
    this.#attach(child, parent, index)
    if (before === parent) return
    takeFreeCell(this, child)
    if (before !== null) this.#dissolve(before)
  }

  remove(id: string): void {
    const node = this.node(id)
    for (const below of this.descendants(id)) this.#history.drop(below)
    this.#detach(id)
    this.#history.drop(id)
    if (node.parent !== null) {
      this.#dissolve(node.parent)
      layOut(this, node.parent)
    }
    this.#pruneSelection()
    this.#tell('nodes')
  }

  /**
   * A copy of a node with all below it. `pluginData` goes along, as with a duplicate. Components in it
   * become instances (plugin-api.d.ts 10822), except that variants stay in their set.
   *
   * @param prefix the instance that the copy becomes a part of
   * @param from where the node was as it is to be copied; without it, as it is now
   */
  copy(id: string, parent: string, prefix?: string, isNested = false, from?: Snapshot): string {
    const node = from?.get(id) ?? this.node(id)
    const own = prefix === undefined ? `1:${this.#nextId++}` : `I${prefix};${lastPart(id)}`
    const isMain = node.type === 'COMPONENT' && isNested
    const becomes = isMain && this.node(parent).type !== 'COMPONENT_SET' ? 'INSTANCE' : node.type
    const main = becomes === node.type ? {} : { mainComponent: id }
    const props = deepFreeze({ ...node.props, ...main })
    this.#history.put({ ...node, id: own, type: becomes, props, parent: null, children: [] })
    this.#attach(own, parent)
    if (prefix === undefined && parent === node.parent) takeFreeCell(this, own)
    const within = becomes === 'INSTANCE' ? own.replace(/^I/, '') : prefix
    for (const child of node.children) this.copy(child, own, within, true, from)
    return own
  }

  /** All nodes as they are now, as a clipboard holds them. */
  snapshot(): Snapshot {
    return new Map(this.#history.state)
  }

  /** Detaches an instance, and those that it is in (plugin-api.d.ts 11283). All get other ids. */
  detach(id: string): string {
    const line = this.lineage(id)
    const top = line.filter(({ type }) => type === 'INSTANCE').at(-1)
    const parent = top?.parent ?? null
    if (top === undefined || parent === null) throw new FigmaError('not an instance')
    const path = new Set(line.map((node) => node.id))
    const index = this.node(parent).children.indexOf(top.id)
    let detached = ''
    const rebuild = (from: string, to: string): void => {
      if (!path.has(from)) {
        this.copy(from, to)
        return
      }
      const node = this.node(from)
      const own = `1:${this.#nextId++}`
      const type = node.type === 'INSTANCE' ? 'FRAME' : node.type
      const { mainComponent: _, ...props } = node.props
      this.#history.put({ ...node, id: own, type, props, parent: null, children: [] })
      this.#attach(own, to, from === top.id ? index : undefined)
      if (from === id) detached = own
      for (const child of node.children) rebuild(child, own)
    }
    rebuild(top.id, parent)
    this.remove(top.id)
    return detached
  }

  instantiate(component: string, parent: string): string {
    const source = this.node(component)
    const id = this.create('INSTANCE', parent, { ...source.props, mainComponent: component })
    for (const child of source.children) this.copy(child, id, id)
    return id
  }

  /** Turns one type into another in place, children and all (createComponentFromNode). */
  retype(id: string, type: NodeType): void {
    this.#history.put({ ...this.node(id), type })
    this.#tell('nodes')
  }

  // --- what the designer sees ------------------------------------------------------------------

  get currentPage(): string {
    return this.#currentPage
  }

  setCurrentPage(id: string): void {
    if (this.node(id).type !== 'PAGE') throw new FigmaError('not a page')
    if (id === this.#currentPage) return
    this.#currentPage = id
    this.#tell('page')
    // plugin-api.d.ts: "a currentpagechange event always triggers a selectionchange event"
    this.#tell('selection')
  }

  selection(page = this.#currentPage): readonly string[] {
    return this.#selection.get(page) ?? []
  }

  /** Of a layer and one in it the outer one is selected (plugin-api.d.ts 10660). */
  setSelection(page: string, ids: readonly string[]): void {
    const all = new Set(ids)
    const isInOther = (id: string) =>
      this.lineage(id)
        .slice(1)
        .some((above) => all.has(above.id))
    this.#selection.set(
      page,
      [...all].filter((id) => !isInOther(id)),
    )
    if (page === this.#currentPage) this.#tell('selection')
  }

  viewport(page = this.#currentPage): Viewport {
    return this.#viewport.get(page) ?? { center: { x: 0, y: 0 }, zoom: 1 }
  }

  setViewport(viewport: Viewport, page = this.#currentPage): void {
    this.#viewport.set(page, viewport)
    this.#tell('viewport')
  }

  // --- undo ----------------------------------------------------------------------------------

  commitUndo(): void {
    this.#history.commit()
  }

  undo(): boolean {
    return this.#travel(this.#history.undo())
  }

  redo(): boolean {
    return this.#travel(this.#history.redo())
  }

  get undoDepth(): number {
    return this.#history.depth
  }

  /** A change by someone else who has the file open. */
  colleague<T>(act: () => T): T {
    this.#history.origin = 'REMOTE'
    try {
      return act()
    } finally {
      this.#history.origin = 'LOCAL'
    }
  }

  /** What has changed since the last call, page by page. */
  takeChanges(): ReadonlyMap<string, readonly NodeChange[]> {
    return changesByPage(this, this.#history.takeBefore())
  }

  /** A change by the designer: what a plugin left open and the change are two steps. */
  person<T>(act: () => T): T {
    this.commitUndo()
    const result = act()
    this.commitUndo()
    return result
  }

  // --- the rest ------------------------------------------------------------------------------

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  toJSON(): DocumentJson {
    return {
      nodes: [...this.#history.state.values()],
      images: this.images.hashes().map((hash) => base64Encode(this.images.bytes(hash) ?? empty)),
      currentPage: this.#currentPage,
      selection: Object.fromEntries([...this.#selection].map(([page, ids]) => [page, [...ids]])),
      nextId: this.#nextId,
      maxPages: this.maxPages,
    }
  }

  static fromJSON(json: DocumentJson): HostDocument {
    const document = new HostDocument({ maxPages: json.maxPages })
    document.#history = new History(new Map(json.nodes.map((node) => [node.id, deepFreeze(node)])))
    document.#currentPage = json.currentPage
    document.#selection = new Map(Object.entries(json.selection))
    document.#nextId = json.nextId
    for (const image of json.images) document.images.add(base64Decode(image))
    return document
  }

  #attach(id: string, parent: string, index?: number): void {
    const children = [...this.node(parent).children]
    children.splice(index ?? children.length, 0, id)
    this.#history.put({ ...this.node(parent), children })
    this.#history.put({ ...this.node(id), parent })
    layOut(this, id)
    this.#tell('nodes')
  }

  #detach(id: string): void {
    const { parent } = this.node(id)
    if (parent === null) return
    const children = this.node(parent).children.filter((child) => child !== id)
    this.#history.put({ ...this.node(parent), children })
    layOut(this, parent)
  }

  /** plugin-api.d.ts 6405: "removed all children out of a group, and the group auto-deleted". */
  #dissolve(id: string): void {
    const node = this.find(id)
    if (node !== null && groups.has(node.type) && node.children.length === 0) this.remove(id)
  }

  #travel(moved: boolean): boolean {
    if (!moved) return false
    if (!this.has(this.#currentPage)) this.#currentPage = this.pages[0] ?? ''
    this.#pruneSelection()
    this.#tell('nodes')
    return true
  }

  #pruneSelection(): void {
    for (const [page, ids] of this.#selection) {
      const left = ids.filter((id) => this.has(id))
      if (left.length < ids.length) this.setSelection(page, left)
    }
  }

  #tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change)
  }
}

const empty = new Uint8Array()

type Snapshot = ReadonlyMap<string, NodeRecord>

/** The id of what a part of an instance was made from. */
const lastPart = (id: string): string => id.slice(id.lastIndexOf(';') + 1)

const record = (
  id: string,
  type: NodeType,
  parent: string | null,
  props: Partial<Props>,
): NodeRecord => ({
  id,
  type,
  parent,
  children: [],
  props: deepFreeze({ ...props }),
  pluginData: {},
  sharedData: {},
  relaunch: {},
})

export const canHold = (type: NodeType): boolean => containers.has(type)
