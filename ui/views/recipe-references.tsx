import type { KnownVariant } from '../../plugin/protocol/messages.ts'
import { furtherText, recipeLabels } from '../text/recipe.ts'
import type { KeptPictures } from './kept-pictures.ts'
import css from './recipe-panel.module.css'
import { SmallPicture } from './small-picture.tsx'

interface Props {
  readonly variant: KnownVariant
  readonly pictures: KeptPictures
}

/** What went to the API beside the words: the source's own picture, and the further ones in their order. */
export function RecipeReferences({ variant: { recipe }, pictures }: Props) {
  const { source, reference, making } = recipe
  const all = [
    { name: source.name, hash: reference.hash },
    ...making.references.map((further) => ({
      name: furtherText(further.name, further.role),
      hash: further.reference.hash,
    })),
  ]
  return (
    <ul
      class={css.references}
      aria-label={recipeLabels.references}
      tabIndex={all.length > 3 ? 0 : undefined}
    >
      {all.map(({ name, hash }, index) => (
        <li key={index} class={css.reference} title={name}>
          <SmallPicture of={hash} from={pictures} class={css.picture} />
          <span class={css.name}>{name}</span>
        </li>
      ))}
    </ul>
  )
}
