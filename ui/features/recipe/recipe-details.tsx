import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { dateFact } from '../../formats/dates.ts'
import { useAppState } from '../../state/app-state.ts'
import { createThumbnails, type KeptPictures } from '../../state/pictures.ts'
import css from './recipe-panel.module.css'
import { furtherText, liveFact, pictureFact, priceFact, recipeLabels } from './text.ts'

interface Props {
  readonly variant: VariantInfo
  readonly pictures: KeptPictures
}

/** How a variant was made, except for its prompt and its target. */
export function RecipeDetails({ variant, pictures }: Props) {
  const { recipe } = variant
  const { progress, request, details } = recipe
  const task = progress.state === 'reserved' ? null : progress.task
  const isSameWords = details.template === ''
  return (
    <>
      <dl class={`${common.figures} ${common.copyable} ${css.facts}`}>
        <Fact label={recipeLabels.picture}>{pictureFact(recipe)}</Fact>
        {details.serves.length > 1 && (
          <Fact label={recipeLabels.shared}>{details.serves.join(', ')}</Fact>
        )}
        {details.live !== undefined && (
          <Fact label={recipeLabels.live}>{liveFact(details.live.blocks.length)}</Fact>
        )}
        <Fact label={recipeLabels.model}>{request.model}</Fact>
        <Fact label={progress.state === 'done' ? recipeLabels.made : recipeLabels.asked}>
          {dateFact(progress.at)}
        </Fact>
        <Fact label={recipeLabels.price}>{priceFact(recipe.price)}</Fact>
        {task !== null && <Fact label={recipeLabels.task}>{task}</Fact>}
        {!isSameWords && <Fact label={recipeLabels.asSent}>{request.prompt}</Fact>}
      </dl>
      <References variant={variant} pictures={pictures} />
    </>
  )
}

/** One fact with its label. */
export function Fact({
  label,
  children,
}: {
  readonly label: string
  readonly children: ComponentChildren
}) {
  return (
    <div>
      <dt>{label}</dt>{' '}
      <dd class={css.words} dir="auto">
        {children}
      </dd>
    </div>
  )
}

/** The pictures that the picture was made from: the source, and the further references in their order. */
function References({ variant: { recipe, missing }, pictures }: Props) {
  const { plugin } = useAppState()
  // A cache of its own: the shared one is emptied when something else is selected.
  const thumbnails = useMemo(() => createThumbnails(plugin), [plugin])
  const { source, reference, details } = recipe
  // With live text, the reference lacks the text that the designer sees in the source.
  const seen = details.live === undefined || missing.source ? null : source.id
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
          {index === 0 && seen !== null ? (
            <SmallPicture of={seen} from={thumbnails} class={css.picture} />
          ) : (
            <SmallPicture of={hash} from={pictures} class={css.picture} />
          )}
          <span class={`${common.hint} ${common.small} ${common.ellipsis}`} dir="auto">
            {name}
          </span>
        </li>
      ))}
    </ul>
  )
}
