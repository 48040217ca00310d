import * as z from 'zod/mini'

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

const ResultMessage = z.object({
  id: z.string(),
  asks: z.string(),
  expected: z.string(),
  answer: z.string(),
  detail: z.string(),
})

/** What the sandbox asks the window to do for one of its questions. */
export const Errand = z.discriminatedUnion('name', [
  z.object({ name: z.literal('size') }),
  z.object({ name: z.literal('echo'), bytes: Bytes }),
])
export type Errand = z.infer<typeof Errand>

export const ToWindow = z.discriminatedUnion('type', [
  z.object({ type: z.literal('errand'), number: z.number(), errand: Errand }),
  z.object({ type: z.literal('result'), result: ResultMessage }),
  z.object({ type: z.literal('end'), about: z.string(), left: z.array(z.string()) }),
])
export type ToWindow = z.infer<typeof ToWindow>

export const ToPlugin = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('done'), number: z.number(), value: z.unknown() }),
])
export type ToPlugin = z.infer<typeof ToPlugin>
