import { additionText, promptLabels } from '../prompt-editor/text.ts'
import { targetText } from '../../formats/terms.ts'
import common from '../../components/widgets/common.module.css'
import { useComposer } from '../composer/composer-state.ts'
import { keyOf, writeAddition } from '../composer/draft.ts'
import layout from '../../components/widgets/layout.module.css'
import field from '../../components/widgets/text-field.module.css'
import css from '../prompt-editor/prompt-editor.module.css'

/** A text box for each chosen target, for words that its prompt alone gets. */
export function PromptAdditions() {
  const { variants } = useComposer()
  const { additions } = variants.draft.value
  const targets = variants.targets.value.map(({ target }) => target)
  if (targets.length === 0) return null
  const used = targets.filter((target) => (additions.get(keyOf(target)) ?? '').trim() !== '').length
  return (
    <details class={css.fold}>
      <summary class={`${common.hint} ${common.ellipsis} ${css.summary}`}>
        {promptLabels.additions}
        {used > 0 && <span class={common.figures}> {used}</span>}
      </summary>
      <p class={common.hint}>{promptLabels.additionsHint}</p>
      {targets.map((target) => {
        const name = targetText(target)
        return (
          <label key={keyOf(target)} class={`${layout.top} ${layout.gap8}`}>
            <span class={`${common.ellipsis} ${css.target}`} dir="auto">
              {name}
            </span>
            <textarea
              class={`${field.box} ${field.words} ${layout.grow} ${css.words}`}
              rows={1}
              dir="auto"
              value={additions.get(keyOf(target)) ?? ''}
              aria-label={additionText(name)}
              onInput={({ currentTarget: { value } }) => {
                variants.change((latest) => writeAddition(latest, keyOf(target), value))
              }}
            />
          </label>
        )
      })}
    </details>
  )
}
