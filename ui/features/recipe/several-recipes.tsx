import type { ComponentChildren } from 'preact'
import { missingSummary, statesText, summaryText } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { RecipeWords } from './recipe-prompt.tsx'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { type JobIndex, sourcesOf, stateOf } from './variant-state.ts'

interface Props {
  readonly variants: readonly VariantInfo[]
  readonly jobIndex: JobIndex
  /** The words that all of them were made by; null where they differ. */
  readonly words: string | null
  /** What can be done with them. */
  readonly children: ComponentChildren
}

/** What several variants have in common. */
export function RecipeSeveral({ variants, jobIndex, words, children }: Props) {
  const states = statesText(variants.map((variant) => stateOf(variant, jobIndex)))
  const missing = missingSummary(variants)
  return (
    <>
      <h2 class={common.strong}>{summaryText(variants.length, sourcesOf(variants).length)}</h2>
      {states !== null && <p>{states}</p>}
      {missing.length > 0 && <p class={common.missing}>{missing.join(' ')}</p>}
      {words !== null && <RecipeWords key={words} words={words} sent={null} />}
      {children}
    </>
  )
}
