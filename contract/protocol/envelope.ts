import * as z from 'zod/mini'
import { Bytes } from '../model/schema.ts'
import { PluginError, PluginErrorCode } from './plugin-error.ts'

/** One end of a channel: Figma's own in the plugin, a pair in tests. */
export interface Port {
  send(message: unknown): void
  /** Passes on every message that arrives from now on. Called once. */
  receive(listener: (message: unknown) => void): void
}

export const Envelope = z.union([
  z.object({ type: z.literal('request'), id: z.number(), name: z.string(), body: z.unknown() }),
  z.object({ type: z.literal('response'), id: z.number(), body: z.unknown() }),
  z.object({
    type: z.literal('error'),
    id: z.number(),
    error: z.object({ code: PluginErrorCode, message: z.string() }),
  }),
  z.object({ type: z.literal('event'), name: z.string(), body: z.unknown() }),
  // A piece of the bytes of the response that follows.
  z.object({ type: z.literal('bytes'), bytes: Bytes }),
])
export type Envelope = z.output<typeof Envelope>

/** Takes messages that can't be answered; the port's owner decides where to report them. */
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

/** Names the wrong fields but never their values: a value can be the key, or a picture. */
export function badMessage(what: string, error?: z.core.$ZodError): PluginError {
  const paths = (error?.issues ?? []).map((issue) => issue.path.join('.')).join(', ')
  return new PluginError('bad-message', paths === '' ? what : `${what}: ${paths}`)
}
