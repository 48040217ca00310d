import type { ComponentChildren } from 'preact'
import { missingTexts, stateText, whatText } from './text.ts'
import type { KeptPictures } from '../../state/pictures.ts'
import { RecipeFacts } from './recipe-facts.tsx'
import { RecipeFocal } from './focal-point-editor.tsx'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { RecipeReferences } from './recipe-references.tsx'
import { RecipeWords } from './recipe-prompt.tsx'
import { wordsOf } from '../composer/draft-from-recipes.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { type JobIndex, stateOf } from './variant-state.ts'

interface Props {
  readonly variant: VariantInfo
  readonly jobIndex: JobIndex
  readonly pictures: KeptPictures
  /** Its picture was moved in its frame. */
  readonly onMoved: () => void
  /** What can be done with it: in sight before all that is known of it. */
  readonly children: ComponentChildren
}

/** Everything that made one variant, and what of it is missing here. */
export function RecipeOne({ variant, jobIndex, pictures, onMoved, children }: Props) {
  const { recipe } = variant
  const state = stateText(stateOf(variant, jobIndex))
  const missing = missingTexts(variant)
  const words = wordsOf(recipe)
  return (
    <>
      <h2 class={common.strong}>{whatText(recipe)}</h2>
      {state !== null && <p>{state}</p>}
      {missing.length > 0 && <p class={common.missing}>{missing.join(' ')}</p>}
      <RecipeWords
        key={words}
        words={words}
        sent={words === recipe.request.prompt ? null : recipe.request.prompt}
      />
      {children}
      <div class={`${layout.top} ${layout.gap8}`}>
        <RecipeFocal key={variant.node} variant={variant} pictures={pictures} onMoved={onMoved} />
        <RecipeFacts variant={variant} />
      </div>
      <RecipeReferences variant={variant} pictures={pictures} />
    </>
  )
}
