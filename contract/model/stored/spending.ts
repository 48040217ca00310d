import * as z from 'zod/mini'

/** What a picture cost, or all of a month's did: tasks created, and US dollars as estimated. */
export const Spending = z.object({ month: z.string(), pictures: z.number(), dollars: z.number() })
export type Spending = z.output<typeof Spending>
