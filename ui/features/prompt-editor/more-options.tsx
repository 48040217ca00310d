import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { moreText, promptLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './prompt-editor.module.css'
import type { Words } from '../composer/prompt-draft.ts'

interface Props {
  readonly words: Words
  /** How many targets have words of their own. */
  readonly additions: number
  readonly children: ComponentChildren
}

/**
 * The further options of a prompt. Until it is opened, one line says which are set. If one is, the list is
 * open from the start.
 */
export function PromptMore({ words, additions, children }: Props) {
  const { options, references } = words
  const set = moreText({
    keepsWords: options.keepWording,
    additions,
    references: references.length,
  })
  const [isOpenAtFirst] = useState(set !== '')
  // Drawn when it is opened for the first time, and then kept with its state.
  const [isDrawn, setIsDrawn] = useState(isOpenAtFirst)
  return (
    <details
      open={isOpenAtFirst}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setIsDrawn(true)
      }}
    >
      <summary class={`${common.hint} ${common.ellipsis} ${css.summary}`} title={set}>
        {promptLabels.more}
        <span class={css.set}>{set}</span>
      </summary>
      {isDrawn && <div class={`${layout.column} ${layout.gap6} ${css.tools}`}>{children}</div>}
    </details>
  )
}
