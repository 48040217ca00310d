import * as z from 'zod/mini'
import { PluginError, PluginErrorCode } from './plugin-error.ts'

/** The two ways through which messages leave and arrive: Figma's own in the plugin, a pair in tests. */
export interface Port {
  send(message: unknown): void
  /** Hands over every message that arrives, from now on. Called once. */
  receive(listener: (message: unknown) => void): void
}

/** What every message is put into. */
export const Envelope = z.union([
  z.object({ type: z.literal('request'), id: z.number(), name: z.string(), body: z.unknown() }),
  z.object({ type: z.literal('response'), id: z.number(), body: z.unknown() }),
  z.object({
    type: z.literal('error'),
    id: z.number(),
    error: z.object({ code: PluginErrorCode, message: z.string() }),
  }),
  z.object({ type: z.literal('event'), name: z.string(), body: z.unknown() }),
])
export type Envelope = z.output<typeof Envelope>

/** A message that can't be answered; whoever owns the port decides where to say so. */
export type OnProtocolError = (error: PluginError) => void

/** @throws {PluginError} `bad-message` */
export function decode<Schema extends z.core.$ZodType>(
  schema: Schema,
  body: unknown,
  what: string,
): z.output<Schema> {
  const decoded = z.safeParse(schema, body)
  if (!decoded.success) throw badMessage(what, decoded.error)
  return decoded.data
}

/** Names the fields that are wrong and never their values: a value can be the key, or a picture. */
export function badMessage(what: string, error?: z.core.$ZodError): PluginError {
  const paths = (error?.issues ?? []).map((issue) => issue.path.join('.')).join(', ')
  return new PluginError('bad-message', paths === '' ? what : `${what}: ${paths}`)
}
