import { gptImage2 } from './gpt-image-2.ts'
import type { ImageModel } from './model.ts'

/** Every model that Restage knows, the default first. */
export const models: readonly [ImageModel, ...ImageModel[]] = [gptImage2]

export const defaultModel = models[0]

/** All names under which the API may know a model, the first one to try first. */
export function namesOf({ name, spellings }: ImageModel): readonly [string, ...string[]] {
  return [name, ...spellings]
}

/** The model with this name; the default if no model has it any longer. */
export function modelOf(name: string): ImageModel {
  return models.find((model) => namesOf(model).includes(name)) ?? defaultModel
}

/**
 * The name to send for a stored name: the same one if it is known, else that of the default model. Anyone
 * can write a name into a file, and a request costs what that model costs.
 */
export function knownName(name: string): string {
  const model = modelOf(name)
  return namesOf(model).includes(name) ? name : model.name
}
