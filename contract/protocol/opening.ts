import * as z from 'zod/mini'

/** The shell sends this until it gets the window. */
export const WindowAsk = z.object({ type: z.literal('ask-window') })
export type WindowAsk = z.output<typeof WindowAsk>

/** The window, as the shell puts it into its page. The shell checks it by hand: zod is too large for it. */
export interface WindowAnswer {
  readonly type: 'window'
  readonly style: string
  readonly script: string
}
