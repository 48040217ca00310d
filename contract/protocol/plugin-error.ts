import * as z from 'zod/mini'

/**
 * What can go wrong in the plugin half, by code. What the designer reads is in the window's `text.ts`.
 *
 * - `source-gone`: the frame was deleted, or undone away
 * - `source-unusable`: it is there, but can no longer be exported
 * - `reference-gone`: the file no longer has the picture that went to the API
 * - `export-failed`: Figma could not export it
 * - `variant-gone`: the frame that waits for a picture was deleted, or undone away
 * - `page-gone`: the page it was to stand on was deleted
 * - `layer-refused`: a layer can't be swapped (or no longer); message: its `Refusal`
 * - `swap-gone`: a swap was restored, kept or deleted meanwhile
 * - `picture-refused`: Figma did not take the picture's bytes
 * - `storage-failed`: client storage did not take, or give, the value
 * - `storage-full`: it did not take it, because the plugin has used up its own 5 MB
 * - `entry-missing`: the ledger does not have the job that something was to be written down of
 * - `entry-taken`: a job was about to be sent, and another window has made its task
 * - `unanswered`: the plugin half has not answered in time; made by the window
 * - `bad-message`: a message that its schema does not allow
 * - `internal`: anything else
 */
export const pluginErrorCodes = [
  'source-gone',
  'source-unusable',
  'reference-gone',
  'export-failed',
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

/** An error that can cross between the halves: a code, and words for a developer. */
export class PluginError extends Error {
  override readonly name = 'PluginError'
  readonly code: PluginErrorCode

  constructor(code: PluginErrorCode, message: string = code) {
    super(message)
    this.code = code
  }
}

/** What was thrown, as an error that can cross between the halves: `internal` if it was none. */
export function asPluginError(thrown: unknown): PluginError {
  if (thrown instanceof PluginError) return thrown
  return new PluginError('internal', thrown instanceof Error ? thrown.message : String(thrown))
}
