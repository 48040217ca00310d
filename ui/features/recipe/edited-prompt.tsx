import field from '../../components/widgets/text-field.module.css'
import { labels } from '../../formats/labels.ts'
import { onSubmitKeys } from '../../lib/submit-keys.ts'
import { StrayTokens } from '../prompt-editor/stray-tokens.tsx'
import css from './recipe-panel.module.css'
import type { ShownRecipes } from './use-recipes.ts'

/** The prompt of a recipe, to be edited for the next picture. The keys of the main button order it. */
export function EditedPrompt({ recipes }: { readonly recipes: ShownRecipes }) {
  const isWrong = recipes.problem.value !== null
  return (
    <div>
      <textarea
        id="prompt"
        class={`${field.box} ${field.words} ${css.prompt}`}
        rows={3}
        dir="auto"
        value={recipes.words.value}
        placeholder={labels.promptHint}
        aria-label={labels.prompt}
        aria-invalid={isWrong}
        onInput={(event) => {
          recipes.edit(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          onSubmitKeys(event, () => {
            if (!isWrong) recipes.orders.press('regenerate', event)
          })
        }}
      />
      <StrayTokens prompt={recipes.words.value} />
    </div>
  )
}
