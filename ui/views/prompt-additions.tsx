import type { Target } from '../../plugin/protocol/target.ts'
import { additionText, promptLabels } from '../text/prompts.ts'
import { targetText } from '../text/shared.ts'
import common from './common.module.css'
import { type TargetKey, keyOf } from './draft.ts'
import css from './prompt-section.module.css'

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
