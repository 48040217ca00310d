import { strayTokens } from '../../catalog/prompts/tokens.ts'
import common from '../../components/widgets/common.module.css'
import { strayTokensText } from './text.ts'

/** A remark on words in braces that are no tokens. */
export function StrayTokens({ prompt }: { readonly prompt: string }) {
  return (
    <p class={common.hint} aria-live="polite">
      {strayTokensText(strayTokens(prompt))}
    </p>
  )
}
