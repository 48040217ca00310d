import { modelOf } from '../../contract/hiapi/models/models.ts'
import type { Resolution } from '../../contract/model/target.ts'
import type { Asked } from './order.ts'

/** What is decided once about a body, before it is sent: stored, so that a repeated one is the same. */
export interface BodyChoices {
  /** The name of the model that is tried. */
  readonly model: string
  readonly resolution: Resolution
  /** Empty where HiAPI has nobody to call. */
  readonly callback: string
}

/**
 * The exact body of a create at HiAPI. HiAPI compares raw bytes under an idempotency key, so the same
 * arguments always give the same text.
 *
 * @param references data URIs or addresses, in the order of the request
 */
export function bodyOf(
  asked: Asked & { readonly prompt: string },
  { model, resolution, callback }: BodyChoices,
  references: readonly string[],
): string {
  const { references: field, tier } = modelOf(model)
  return JSON.stringify({
    model,
    input: {
      prompt: asked.prompt,
      [field.field]: references,
      aspect_ratio: asked.ratio,
      [tier.field]: tier.values[resolution],
      ...(asked.background === null ? {} : { background: asked.background }),
    },
    ...(asked.storage !== undefined && { storage: asked.storage }),
    ...(callback === '' ? {} : { callback: { url: callback, when: 'final' } }),
  })
}
