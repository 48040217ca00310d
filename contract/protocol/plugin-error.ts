import * as z from 'zod/mini'

/**
 * What can go wrong in the plugin half. The sentences for the designer are in the window's `text.ts`.
 *
 * - `source-gone`: the frame was deleted, or an undo removed it
 * - `source-unusable`: the frame is there, but can no longer be exported
 * - `reference-gone`: the file no longer has the picture that went to the API
 * - `export-failed`: Figma could not export the layer
 * - `text-unclear`: a text that should stay live can't be left out of the picture
 * - `variant-gone`: the frame that waits for a picture was deleted, or an undo removed it
 * - `page-gone`: the page or section for the new frames was deleted
 * - `layer-refused`: a layer can't be swapped (or no longer); message: its `Refusal`
 * - `swap-gone`: a swap was restored, kept or deleted in the meantime
 * - `picture-refused`: Figma did not take the picture's bytes
 * - `storage-failed`: client storage could not read or write the value
 * - `storage-full`: the value was not written: the plugin has used up its own 5 MB
 * - `entry-missing`: the ledger does not have the job to update
 * - `entry-taken`: another window has created the task of a job that was about to be sent
 * - `unanswered`: the plugin half has not answered in time; raised by the window
 * - `bad-message`: a message does not match its schema
 * - `internal`: anything else
 */
const pluginErrorCodes = [
  'source-gone',
  'source-unusable',
  'reference-gone',
  'export-failed',
  'text-unclear',
  'variant-gone',
  'page-gone',
  'layer-refused',
  'swap-gone',
  'picture-refused',
  'storage-failed',
  'storage-full',
  'entry-missing',
  'entry-taken',
  'unanswered',
  'bad-message',
  'internal',
] as const
export const PluginErrorCode = z.literal(pluginErrorCodes)
export type PluginErrorCode = z.output<typeof PluginErrorCode>

/** Can be sent between the halves. The message is for developers. */
export class PluginError extends Error {
  override readonly name = 'PluginError'
  readonly code: PluginErrorCode

  constructor(code: PluginErrorCode, message: string = code) {
    super(message)
    this.code = code
  }
}

/** Makes anything thrown a `PluginError`: `internal` if it was none. */
export function asPluginError(thrown: unknown): PluginError {
  if (thrown instanceof PluginError) return thrown
  return new PluginError('internal', messageOf(thrown))
}

/** What anything thrown says of itself. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
