import type { Target } from '../../../contract/model/target.ts'
import { additionText, promptLabels } from '../prompt-editor/text.ts'
import { targetText } from '../../text/terms.ts'
import common from '../../components/widgets/common.module.css'
import { type TargetKey, keyOf } from '../composer/draft.ts'
import css from '../prompt-editor/prompt-editor.module.css'

interface Props {
  readonly targets: readonly Target[]
  readonly additions: ReadonlyMap<TargetKey, string>
  readonly onChange: (key: TargetKey, words: string) => void
}

/** A box for each chosen target, for what the prompt is to say there alone. */
export function PromptAdditions({ targets, additions, onChange }: Props) {
  if (targets.length === 0) return null
  const used = targets.filter((target) => (additions.get(keyOf(target)) ?? '').trim() !== '').length
  return (
    <details class={css.fold}>
      <summary class={css.summary}>
        {promptLabels.additions}
        {used > 0 && <span class={css.count}> {used}</span>}
      </summary>
      <p class={common.hint}>{promptLabels.additionsHint}</p>
      {targets.map((target) => {
        const name = targetText(target)
        return (
          <label key={keyOf(target)} class={css.addition}>
            <span class={css.target}>{name}</span>
            <textarea
              class={css.words}
              rows={1}
              value={additions.get(keyOf(target)) ?? ''}
              aria-label={additionText(name)}
              onInput={(event) => {
                onChange(keyOf(target), event.currentTarget.value)
              }}
            />
          </label>
        )
      })}
    </details>
  )
}
