/** The most pictures that the probe may ever pay for. */
export const mostPictures = 2

/**
 * What may still be spent. Every create that is sent takes a coin, a repeat as well: whether the
 * real server keeps to its idempotency keys is not known either, and without that a repeat is a
 * second picture. A coin comes back only when it is certain that its request made nothing.
 */
export interface Purse {
  /** False when nothing is left; then nothing is sent. */
  take(): boolean
  giveBack(): void
}

export function createPurse(coins = mostPictures): Purse {
  let left = Math.min(coins, mostPictures)
  return {
    take() {
      if (left <= 0) return false
      left -= 1
      return true
    },
    giveBack() {
      left = Math.min(left + 1, mostPictures)
    },
  }
}
