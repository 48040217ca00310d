import type { ComponentChildren } from 'preact'
import { missingSummary, statesText, summaryText } from './text.ts'
import { type Doings, sourcesOf, stateOf } from './remake-options.ts'
import css from './recipe-panel.module.css'
import { RecipeWords } from './recipe-prompt.tsx'
import type { KnownVariant } from '../../../contract/model/variant.ts'

interface Props {
  readonly variants: readonly KnownVariant[]
  readonly doings: Doings
  /** The words that all of them were made by; null where they differ. */
  readonly words: string | null
  /** What can be done with them. */
  readonly children: ComponentChildren
}

/** What several variants have in common. */
export function RecipeSeveral({ variants, doings, words, children }: Props) {
  const states = statesText(variants.map((variant) => stateOf(variant, doings)))
  const missing = missingSummary(variants)
  return (
    <>
      <h2 class={css.what}>{summaryText(variants.length, sourcesOf(variants).length)}</h2>
      {states !== null && <p>{states}</p>}
      {missing.length > 0 && <p class={css.missing}>{missing.join(' ')}</p>}
      {words !== null && <RecipeWords key={words} words={words} sent={null} />}
      {children}
    </>
  )
}
