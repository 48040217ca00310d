import { useState } from 'preact/hooks'
import { recipeLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import css from './recipe-panel.module.css'

/** What is longer, in characters, is folded: it would push the composer out of sight. */
const longest = 140

interface Props {
  readonly words: string
  /** The words that went to the API, where the source's own were filled in; null where they are the same. */
  readonly sent: string | null
}

/** The prompt of a recipe. It can be selected. */
export function RecipeWords({ words, sent }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const isLong = words.length > longest || words.split('\n').length > 3
  return (
    <div>
      <p id="recipe-words" class={isLong && !isOpen ? `${common.clamp} ${css.folded}` : css.words}>
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
      {sent !== null && (
        <details>
          <summary class={common.link}>{recipeLabels.asSent}</summary>
          <p class={css.words}>{sent}</p>
        </details>
      )}
    </div>
  )
}
