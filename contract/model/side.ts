import * as z from 'zod/mini'

/** An end of a swap: what a designer sees in its place. */
export const Side = z.literal(['render', 'original'])
export type Side = z.output<typeof Side>
