import * as z from 'zod/mini'

/** The shell sends this until it has all of the window. */
export const WindowAsk = z.object({ type: z.literal('ask-window') })
export type WindowAsk = z.output<typeof WindowAsk>

/** A piece of the window. The shell checks it by hand: zod is too large for it. */
export interface WindowPiece {
  readonly type: 'window'
  /** Which of the pieces this is, from 0. */
  readonly at: number
  /** How many there are. */
  readonly of: number
  readonly text: string
  /** Where the script begins in the whole text; the style is before it. */
  readonly scriptFrom: number
}
