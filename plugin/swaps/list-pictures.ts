import type { DoneRecipe } from '../variants/appearance.ts'
import { recipesIn } from '../plugin-data/recipes.ts'

/** The recipes of all pictures of a render, or of a copy of one: by copy number, then by age. */
export function choicesIn(render: FrameNode): DoneRecipe[] {
  return recipesIn(render)
    .flatMap(({ kind, recipe }) => {
      const { progress } = recipe
      if (progress.state !== 'done' || kind === 'replacement') return []
      return [{ ...recipe, progress }]
    })
    .sort((a, b) => a.details.copy - b.details.copy || a.progress.at - b.progress.at)
}
