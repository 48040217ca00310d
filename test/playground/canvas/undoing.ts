import type { HostDocument } from '../../host/document/document.ts'

/** Undo and redo as the designer presses them; knows when there is nothing to redo. */
export class Undoing {
  readonly #document: HostDocument
  #undone = 0
  #own = false

  constructor(document: HostDocument) {
    this.#document = document
    // whatever else changes the document, leaves nothing to redo
    document.subscribe((change) => {
      if (change === 'nodes' && !this.#own) this.#undone = 0
    })
  }

  get canUndo(): boolean {
    return this.#document.undoDepth > 0
  }

  get canRedo(): boolean {
    return this.#undone > 0
  }

  undo(): void {
    this.#travel(() => this.#document.undo(), 1)
  }

  redo(): void {
    this.#travel(() => this.#document.redo(), -1)
  }

  #travel(go: () => boolean, by: 1 | -1): void {
    this.#own = true
    // counted before the document tells of it, for those who look when they are told
    this.#undone += by
    if (!go()) this.#undone -= by
    this.#own = false
  }
}
