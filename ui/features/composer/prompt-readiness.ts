import type { NodeId } from '../../../contract/model/ids.ts'
import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import { tidyPrompt } from '../../catalog/prompts/tidy-prompt.ts'
import { tokensIn } from '../../catalog/prompts/tokens.ts'
import type { ReadTexts } from '../../state/source-texts.ts'
import type { Words } from './prompt-draft.ts'
import type { PromptNotReady } from './readiness.ts'

/**
 * The length of what is sent, in UTF-16 units. HiAPI does not say how it counts, and no way of counting
 * characters gives more. An emoji has two or more.
 */
export function promptLength(prompt: string): number {
  return tidyPrompt(prompt).length
}

/** @param prompt as it is sent: tidied */
export function isTooLong(prompt: string, model: ImageModel): boolean {
  return prompt.length > model.prompt.longest
}

export function hasTextToken(prompt: string): boolean {
  return tokensIn(prompt).includes('text')
}

/** Whether a prompt needs the texts of the selection. */
export function asksForTexts({ prompt, options }: Pick<Words, 'prompt' | 'options'>): boolean {
  return options.keepWording || hasTextToken(prompt)
}

/** What is wrong with a tidied prompt whose tokens are not filled in. */
export function promptBlock(prompt: string, model: ImageModel): PromptNotReady | null {
  if (prompt === '') return { kind: 'no-prompt' }
  return isTooLong(prompt, model) ? { kind: 'long-prompt', longest: model.prompt.longest } : null
}

/**
 * What is still to be read for an order, or can't be.
 *
 * @param sources the sources whose texts are needed
 * @param texts null if none are needed
 */
export function readingBlock(
  { references }: Pick<Words, 'references'>,
  sources: readonly { readonly id: NodeId; readonly name: string }[],
  texts: ReadTexts | null,
): PromptNotReady | null {
  if (references.some(({ reference }) => reference === null)) return { kind: 'reading-references' }
  if (texts === null) return null
  const states = sources.map(({ id }) => texts.bySource.get(id)?.state ?? 'reading')
  const failed = sources[states.indexOf('failed')]
  if (failed !== undefined) return { kind: 'unread-texts', source: failed.name }
  return states.includes('reading') ? { kind: 'reading-texts' } : null
}
