import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import { useAppState } from '../../state/app-state.ts'
import { hasLiveText } from '../../state/text-checks.ts'
import { recipeLabels, refreshedText, refreshHint, sourcesMissingText } from './text.ts'
import { useRedraw } from './use-redraw.ts'
import type { ShownRecipes } from './use-recipes.ts'

/** Takes what changed in the sources' text over into variants; only where one of them has live text. */
export function RefreshText({ recipes }: { readonly recipes: ShownRecipes }) {
  const { plugin, feedback } = useAppState()
  const redraw = useRedraw(recipes.reread)
  const live = (recipes.variants.value ?? []).filter(hasLiveText)
  if (live.length === 0) return null

  async function refresh(): Promise<void> {
    feedback.report(null)
    const nodes = live.map(({ node }) => node)
    try {
      const { changed, kept } = await plugin.call('refreshText', { nodes })
      recipes.say(refreshedText(changed, kept))
      if (changed > 0) await redraw(nodes)
    } catch (error) {
      console.warn('The text was not refreshed.', error)
      feedback.report('refresh')
    }
  }

  return (
    <ReasonButton
      isPlain
      label={recipeLabels.refresh}
      title={refreshHint}
      why={live.every(({ missing }) => missing.source) ? sourcesMissingText : null}
      act={() => {
        void refresh()
      }}
    />
  )
}
