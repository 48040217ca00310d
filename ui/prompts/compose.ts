import type { Size } from '../../plugin/protocol/geometry.ts'
import type { FurtherReference } from '../../plugin/protocol/recipe.ts'

/** What the prompt of one target is made of. */
export interface PromptParts {
  /** As it was written, with its tokens. */
  readonly prompt: string
  /** Words for this target alone; empty where there are none. */
  readonly addition: string
  readonly keepWords: boolean
  readonly source: { readonly name: string; readonly texts: readonly string[] }
  readonly target: { readonly name: string; readonly size: Size }
  /** What each further reference shows, in the order in which they are sent. */
  readonly roles: readonly FurtherReference['role'][]
}

/** The prompt as it is sent. */
export function composePrompt({ prompt, addition }: PromptParts): string {
  return [prompt, addition]
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .join('\n\n')
}
