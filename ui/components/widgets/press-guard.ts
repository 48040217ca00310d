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

/** Separates intended presses from those that follow another press too soon. */
export interface PressGuard {
  admits(press: Press): boolean
}

/** Milliseconds: whoever means another button looks first; a habitual double press comes sooner. */
export const betweenPresses = 600
/** Milliseconds; longer, because every order costs money. */
export const betweenOrders = 1_000

/** Pixels: a pointer that has moved less far counts as being at the same place. */
const reach = 16

/**
 * Another button may replace the pressed one, in its row or, when rows move, in another row. A press soon
 * after, in the same row or at the same place, was meant for the first button and is not admitted.
 *
 * @param quiet how long no such press is admitted, in milliseconds
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

/** A press as the browser reports it. */
export function pressOf(event: UIEvent, of: string): Press {
  const { clientX: x = 0, clientY: y = 0 } = event as Partial<MouseEvent>
  return { time: event.timeStamp, x, y, of }
}
