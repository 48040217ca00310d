import { useState } from 'preact/hooks'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { draftOfRecipes } from '../composer/draft-from-recipes.ts'
import type { Draft } from '../composer/draft.ts'
import { undoneText, usedText } from './text.ts'
import { sharedWords } from './variant-state.ts'

/** Sets the composer up from recipes, and restores the draft before. */
export interface RecipeDraft {
  /**
   * Does nothing for variants of different prompts.
   *
   * @param words the prompt of the first one as it was edited; if it is empty, its own is used
   */
  use(variants: readonly VariantInfo[], words: string): void
  /** Null if nothing was lost. */
  readonly undo: (() => void) | null
}

/** @param say shows and announces the result */
export function useRecipeDraft(say: (text: string) => void): RecipeDraft {
  const { settings } = useAppState()
  const { variants: composer } = useComposer()
  const [before, setBefore] = useState<Draft | null>(null)
  return {
    use(variants, words) {
      const [first, ...others] = variants
      if (first === undefined || sharedWords(variants) === null) return
      const { recipe } = first
      // An emptied prompt asks for nothing. That of the recipe still has its tokens.
      const template = words.trim() === '' ? recipe.details.template : words
      const draft = composer.draft.peek()
      const known = composer.placements.peek()
      const used = draftOfRecipes(
        [
          { ...recipe, details: { ...recipe.details, template } },
          ...others.map((other) => other.recipe),
        ],
        draft,
        (placement) => known.get(placement),
        first.missing.further,
        settings.model.peek(),
      )
      const isEmpty = draft.prompt.trim() === '' && composer.targets.peek().length === 0
      // A second recipe takes the place of the first: Undo still leads back to what was set up before.
      setBefore((earlier) => earlier ?? (isEmpty ? null : draft))
      composer.change(() => used.draft)
      say(usedText(used.unknown, used.lost))
    },
    undo:
      before &&
      (() => {
        // A reference that was still being captured would never get its picture here.
        const references = before.references.filter(({ reference }) => reference !== null)
        composer.change(() => ({ ...before, references }))
        setBefore(null)
        say(undoneText)
      }),
  }
}
