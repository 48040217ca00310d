import type { RefObject } from 'preact'
import { replaceSelection } from '../../lib/replace-selection.ts'
import { tokens } from '../../catalog/prompts/tokens.ts'
import { insertText, promptLabels } from './text.ts'
import layout from '../../components/widgets/layout.module.css'
import css from './prompt-editor.module.css'

interface Props {
  readonly box: RefObject<HTMLTextAreaElement | null>
}

/** Buttons that insert tokens, which stand for values that differ from picture to picture. */
export function PromptTokens({ box }: Props) {
  return (
    <div class={`${layout.wrap} ${layout.gap4}`} role="group" aria-label={promptLabels.tokens}>
      {tokens.map((token) => (
        <button
          key={token.name}
          type="button"
          class={css.token}
          title={token.meaning}
          aria-label={insertText(token)}
          onClick={() => {
            if (box.current !== null) replaceSelection(box.current, token.written)
          }}
        >
          {token.written}
        </button>
      ))}
    </div>
  )
}
