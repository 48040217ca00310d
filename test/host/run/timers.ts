import type { Clock } from '../clock.ts'

/** The plugin's timers, by the numbers that it gave them. */
export class Timers {
  readonly #clock: Clock
  readonly #fire: (number: number, repeat: boolean) => void
  readonly #set = new Map<number, unknown>()

  constructor(clock: Clock, fire: (number: number, repeat: boolean) => void) {
    this.#clock = clock
    this.#fire = fire
  }

  start(number: number, delay: number, repeat: boolean): void {
    const fire = () => {
      if (repeat) this.#set.set(number, this.#clock.set(fire, delay))
      else this.#set.delete(number)
      this.#fire(number, repeat)
    }
    this.#set.set(number, this.#clock.set(fire, delay))
  }

  stop(number: number): void {
    this.#clock.clear(this.#set.get(number))
    this.#set.delete(number)
  }

  stopAll(): void {
    for (const number of [...this.#set.keys()]) this.stop(number)
  }
}
