import type { OriginalState, Origin } from './changes.ts'
import type { NodeRecord } from './types.ts'

type State = ReadonlyMap<string, NodeRecord>

/**
 * The undo history: whole states, cheap because records are shared between them.
 * Everything since the last commit is one step (plugin-api.d.ts 273–298).
 */
export class History {
  /** Who changes the file just now. */
  origin: Origin = 'LOCAL'
  #before = new Map<string, OriginalState>()
  #current: Map<string, NodeRecord>
  #committed: State
  #undo: State[] = []
  #redo: State[] = []
  #touched = new Set<string>()

  constructor(state: Map<string, NodeRecord>) {
    this.#current = state
    this.#committed = state
  }

  get state(): State {
    return this.#current
  }

  get dirty(): boolean {
    return this.#current !== this.#committed
  }

  get depth(): number {
    this.#dropNothing()
    return this.#undo.length + (this.dirty ? 1 : 0)
  }

  /** What was changed since the last time, as it was before. */
  takeBefore(): ReadonlyMap<string, OriginalState> {
    const taken = this.#before
    this.#before = new Map()
    return taken
  }

  put(record: NodeRecord): void {
    this.#note(record.id)
    this.#touched.add(record.id)
    this.#writable().set(record.id, record)
  }

  drop(id: string): void {
    this.#note(id)
    this.#touched.add(id)
    this.#writable().delete(id)
  }

  commit(): void {
    this.#dropNothing()
    if (!this.dirty) return
    this.#undo.push(this.#committed)
    this.#committed = this.#current
    this.#touched = new Set()
    this.#redo = []
  }

  undo(): boolean {
    this.#dropNothing()
    const back = this.dirty ? this.#committed : this.#undo.pop()
    if (back === undefined) return false
    this.#redo.push(this.#current)
    this.#settle(back)
    return true
  }

  redo(): boolean {
    const forth = this.dirty ? undefined : this.#redo.pop()
    if (forth === undefined) return false
    this.#undo.push(this.#committed)
    this.#settle(forth)
    return true
  }

  /** What came and went again is no step. */
  #dropNothing(): void {
    if (!this.dirty) return
    const isSame = (id: string) => {
      const [now, then] = [this.#current.get(id), this.#committed.get(id)]
      return now === then || JSON.stringify(now) === JSON.stringify(then)
    }
    const isNothing = [...this.#touched].every(isSame)
    if (isNothing) this.#current = this.#committed as Map<string, NodeRecord>
    this.#touched = isNothing ? new Set() : this.#touched
  }

  #note(id: string): void {
    if (this.#before.has(id)) return
    this.#before.set(id, { record: this.#current.get(id), origin: this.origin })
  }

  #settle(state: State): void {
    for (const id of new Set([...this.#current.keys(), ...state.keys()])) {
      if (this.#current.get(id) !== state.get(id)) this.#note(id)
    }
    this.#touched = new Set()
    this.#committed = state
    this.#current = state as Map<string, NodeRecord>
  }

  #writable(): Map<string, NodeRecord> {
    if (!this.dirty) this.#current = new Map(this.#committed)
    return this.#current
  }
}
