import { gptImage2 } from './gpt-image-2.ts'
import type { ImageModel } from './model.ts'

/** Every model that Restage offers, the one to begin with first. */
export const models: readonly [ImageModel, ...ImageModel[]] = [gptImage2]

export const defaultModel = models[0]

/** All names under which the API may know a model, the one to try first at the head. */
export function namesOf({ name, spellings }: ImageModel): readonly [string, ...string[]] {
  return [name, ...spellings]
}

/** The model of a name; the first one where no model has it any longer. */
export function modelOf(name: string): ImageModel {
  return models.find((model) => namesOf(model).includes(name)) ?? defaultModel
}

/**
 * The name to send for a name that was kept: the same one where it is known, else that of the first model.
 * Anyone can write a name into a file, and what is sent costs what that model costs.
 */
export function knownName(name: string): string {
  const model = modelOf(name)
  return namesOf(model).includes(name) ? name : model.name
}
