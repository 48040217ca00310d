import { useState } from 'preact/hooks'
import { missingSummary, missingTexts, recipeLabels, stateText, statesText } from './text.ts'
import { summaryText, targetFact, whatText } from './text.ts'
import type { KeptPictures } from '../../state/pictures.ts'
import { RecipeFocal } from './focal-point-editor.tsx'
import { Readable } from './live-text/readable.tsx'
import { Fact } from './recipe-details.tsx'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './recipe-panel.module.css'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { type JobIndex, sharedWords, sourcesOf, stateOf } from './variant-state.ts'

interface OneProps {
  readonly variant: VariantInfo
  readonly jobIndex: JobIndex
  readonly pictures: KeptPictures
  /** Its picture was moved in its frame. */
  readonly onMoved: () => void
}

/** One variant: its picture, what it is, and how far it has come. */
export function RecipeOne({ variant, jobIndex, pictures, onMoved }: OneProps) {
  const state = stateText(stateOf(variant, jobIndex))
  const missing = missingTexts(variant)
  return (
    <div class={`${layout.top} ${layout.gap8}`}>
      <RecipeFocal key={variant.node} variant={variant} pictures={pictures} onMoved={onMoved} />
      <div class={`${layout.column} ${layout.gap4} ${layout.grow} ${common.breaks}`}>
        <h2 class={common.strong}>{whatText(variant.recipe)}</h2>
        <dl class={`${common.figures} ${common.copyable} ${css.facts}`}>
          <Fact label={recipeLabels.target}>{targetFact(variant)}</Fact>
        </dl>
        {state !== null && <p>{state}</p>}
        {missing.length > 0 && <p class={common.missing}>{missing.join(' ')}</p>}
        <Readable variant={variant} />
      </div>
    </div>
  )
}

interface SeveralProps {
  readonly variants: readonly VariantInfo[]
  readonly jobIndex: JobIndex
}

/** What several variants have in common. */
export function RecipeSeveral({ variants, jobIndex }: SeveralProps) {
  const states = statesText(variants.map((variant) => stateOf(variant, jobIndex)))
  const missing = missingSummary(variants)
  const words = sharedWords(variants)
  return (
    <>
      <h2 class={common.strong}>{summaryText(variants.length, sourcesOf(variants).length)}</h2>
      {states !== null && <p>{states}</p>}
      {missing !== null && <p class={common.missing}>{missing}</p>}
      {words !== null && <RecipeWords key={words} words={words} />}
    </>
  )
}

/** Longer prompts, in characters, are folded. */
const longest = 140

/** The prompt that several recipes have in common. It can be selected. */
function RecipeWords({ words }: { readonly words: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const isLong = words.length > longest || words.split('\n').length > 3
  return (
    <div class={common.breaks}>
      <p
        id="recipe-words"
        class={`${common.copyable} ${isLong && !isOpen ? `${common.clamp} ${css.folded}` : css.words}`}
        dir="auto"
      >
        {words}
      </p>
      {isLong && (
        <button
          type="button"
          class={common.link}
          aria-expanded={isOpen}
          aria-controls="recipe-words"
          onClick={() => {
            setIsOpen(!isOpen)
          }}
        >
          {isOpen ? recipeLabels.showLess : recipeLabels.showAll}
        </button>
      )}
    </div>
  )
}
