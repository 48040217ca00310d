import * as z from 'zod/mini'

/** A month's tasks, and their estimated price in US dollars. */
export const Spending = z.object({ month: z.string(), pictures: z.number(), dollars: z.number() })
export type Spending = z.output<typeof Spending>
