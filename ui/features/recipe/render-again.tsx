import type { ReadonlySignal } from '@preact/signals'
import type { NodeId } from '../../../contract/model/ids.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './recipe-panel.module.css'
import { EditedPrompt } from './edited-prompt.tsx'
import { Readable } from './live-text/readable.tsx'
import { RefreshText } from './live-text/refresh-text.tsx'
import { RemakeFoot } from './remake-foot.tsx'
import { recipeLabels, renderingText, stateText } from './text.ts'
import { useRecipes } from './use-recipes.ts'
import { stateOf } from './variant-state.ts'

interface Props {
  /** The renders of the selected swaps; the same signal at each drawing. */
  readonly renders: ReadonlySignal<readonly NodeId[]>
}

/** Another picture for renders, from their recipes; the prompt of one can be edited. */
export function RenderAgain({ renders }: Props) {
  const recipes = useRecipes(renders)
  const only = recipes.only.value
  if (!recipes.variants.value?.length) return null
  const state = only && stateOf(only, recipes.index.value)
  const told = state?.name === 'replacing' ? renderingText : state && stateText(state)
  return (
    <>
      <div class={`${layout.column} ${layout.gap6} ${css.again}`}>
        {only !== null && (
          <>
            <Readable variant={only} />
            <EditedPrompt recipes={recipes} />
          </>
        )}
        <div class={layout.between}>
          <p class={common.hint} aria-hidden="true">
            {recipes.note.value === '' ? told : recipes.note}
          </p>
          <RefreshText
            variants={recipes.variants.value}
            onSay={recipes.say}
            onChanged={recipes.reread}
          />
        </div>
      </div>
      <RemakeFoot recipes={recipes} label={recipeLabels.renderAgain} />
    </>
  )
}
