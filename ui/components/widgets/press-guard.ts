/** A press of a button, by pointer or key. */
export interface Press {
  /** In milliseconds, of any clock that only goes forward. */
  readonly time: number
  /** Where the pointer was; for a key always the same place. */
  readonly x: number
  readonly y: number
  /** What the button belongs to: a row, a header. */
  readonly of: string
}

/** Tells presses that were meant from those that follow too soon on another. */
export interface PressGuard {
  admits(press: Press): boolean
}

/** A designer who means another button looks first; who presses twice out of habit doesn't. */
export const betweenPresses = 600
/** Every order costs money. */
export const betweenOrders = 1_000

/** A pointer that has moved less far, in pixels, still is where it was. */
const reach = 16

/**
 * A button that was pressed may give way to another, in its own row or, when the rows move, in
 * another: a press that soon, in the same row or at the same place, was meant for the first.
 *
 * @param quiet how long, in milliseconds
 */
export function createPressGuard(quiet: number): PressGuard {
  let last: Press | null = null
  return {
    admits(press) {
      const isLate =
        last !== null &&
        press.time - last.time < quiet &&
        (press.of === last.of || Math.hypot(press.x - last.x, press.y - last.y) < reach)
      if (!isLate) last = press
      return !isLate
    },
  }
}

/** What the browser tells of a press. */
export function pressOf(event: UIEvent, of: string): Press {
  const { clientX: x = 0, clientY: y = 0 } = event as Partial<MouseEvent>
  return { time: event.timeStamp, x, y, of }
}
