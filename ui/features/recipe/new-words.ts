import type { VariantInfo } from '../../../contract/model/variant.ts'
import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import { tidyPrompt } from '../../catalog/prompts/tidy-prompt.ts'
import type { NewPrompt } from '../../engine/planning/order.ts'
import { rewritten } from '../../engine/planning/plan-remake.ts'
import type { AppState } from '../../state/app-state.ts'
import { hasTextToken, promptBlock } from '../composer/prompt-readiness.ts'
import { wordsBlockText } from '../order-bar/text.ts'

/** An edited prompt, or why it can't be sent; neither if the recipe's own stays. */
export type NewWords =
  | { readonly words: NewPrompt | undefined; readonly problem: null }
  | { readonly words: null; readonly problem: string }

/** Why a prompt can't be sent; null if it can. */
export function problemOf(prompt: string, model: ImageModel): string | null {
  const block = promptBlock(tidyPrompt(prompt).trim(), model)
  return block && wordsBlockText(block)
}

/** Composes an edited prompt, with the source's own words if it needs them. */
export async function composed(
  { plugin, settings }: Pick<AppState, 'plugin' | 'settings'>,
  variant: VariantInfo,
  written: string,
): Promise<NewWords> {
  const { source, details } = variant.recipe
  const isKept = details.template !== '' && details.options.keepWording
  const needsTexts = isKept || hasTextToken(written)
  if (needsTexts && variant.missing.source) {
    return { words: null, problem: wordsBlockText({ kind: 'unread-texts', source: source.name }) }
  }
  const { texts } = needsTexts
    ? await plugin.call('readTexts', { source: source.id })
    : { texts: [] }
  const words = rewritten(variant, written, texts)
  const problem = problemOf(words.prompt, settings.model.peek())
  return problem === null ? { words, problem } : { words: null, problem }
}
