import { furtherText, recipeLabels } from './text.ts'
import type { KeptPictures } from '../../state/pictures.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './recipe-panel.module.css'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import type { VariantInfo } from '../../../contract/model/variant.ts'

interface Props {
  readonly variant: VariantInfo
  readonly pictures: KeptPictures
}

/** What went to the API beside the words: the source's own picture, and the further ones in their order. */
export function RecipeReferences({ variant: { recipe }, pictures }: Props) {
  const { source, reference, details } = recipe
  const all = [
    { name: source.name, hash: reference.hash },
    ...details.references.map((further) => ({
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
        <li key={index} class={`${layout.column} ${css.reference}`} title={name}>
          <SmallPicture of={hash} from={pictures} class={css.picture} />
          <span class={`${common.hint} ${common.small} ${common.ellipsis}`}>{name}</span>
        </li>
      ))}
    </ul>
  )
}
