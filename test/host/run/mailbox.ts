/** The window's end of the messages: what `parent.postMessage` and `onmessage` are in the iframe. */
export type Port = {
  postMessage(pluginMessage: unknown): void
  onMessage(listener: (pluginMessage: unknown) => void): () => void
}

/** Messages to the window: they wait until it listens, as they do for a frame that still loads. */
export class Mailbox {
  #listener: ((message: unknown) => void) | null = null
  #waiting: unknown[] = []

  post(message: unknown): void {
    this.#waiting.push(message)
    queueMicrotask(() => this.#deliver())
  }

  /** @returns stops it */
  listen(listener: (message: unknown) => void): () => void {
    this.#listener = listener
    queueMicrotask(() => this.#deliver())
    return () => {
      if (this.#listener === listener) this.#listener = null
    }
  }

  /** Nothing is delivered from now on. */
  close(): void {
    this.#waiting = []
    this.#listener = null
  }

  #deliver(): void {
    while (this.#listener !== null && this.#waiting.length > 0) {
      this.#listener(this.#waiting.shift())
    }
  }
}
