import type { JobRequest } from '../../../contract/model/recipe.ts'
import { type ModelName, modelNames } from '../../../contract/model/stored/settings.ts'

interface ModelRow {
  /** The name under which `input` takes the references; it differs from model to model. */
  readonly references: 'input_urls'
  /** The other name of the same model, for when the API refuses this one. */
  readonly otherName: ModelName
}

const models: Readonly<Record<ModelName, ModelRow>> = {
  'gpt-image-2-image-to-image': { references: 'input_urls', otherName: modelNames[1] },
  'gpt-image-2/image-to-image': { references: 'input_urls', otherName: modelNames[0] },
}

/** The longest prompt that the API takes, in characters; it does not say how they are counted. */
export const longestPrompt = 20_000

export function otherNameOf(model: ModelName): ModelName {
  return models[model].otherName
}

/**
 * The exact body of a job's POST. The API compares raw bytes under an idempotency key, so the same
 * request and references must always give the same string: fields stand in a fixed order.
 *
 * @param references data URIs, or public http(s) addresses
 */
export function createBody(request: JobRequest, references: readonly string[]): string {
  const model = request.model
  return JSON.stringify({
    model,
    input: {
      prompt: request.prompt,
      [models[model].references]: references,
      aspect_ratio: request.ratio,
      resolution: request.resolution,
    },
    ...(request.callbackUrl === ''
      ? {}
      : { callback: { url: request.callbackUrl, when: 'final' } }),
  })
}
