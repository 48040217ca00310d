import type { ComponentChildren } from 'preact'
import { pictureFact, priceFact, recipeLabels, sharedText, targetFact } from './text.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './recipe-panel.module.css'
import { dateFact } from '../../formats/dates.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'

/** All that is known of how a variant was made, but for its words and its references. */
export function RecipeFacts({ variant }: { readonly variant: VariantInfo }) {
  const { recipe } = variant
  const { progress, request } = recipe
  const task = progress.state === 'reserved' ? null : progress.task
  const shared = sharedText(recipe)
  return (
    <div class={`${layout.grow} ${css.facts}`}>
      <dl class={`${common.figures} ${common.copyable}`}>
        <Fact label={recipeLabels.target}>{targetFact(variant)}</Fact>
        <Fact label={recipeLabels.picture}>{pictureFact(recipe)}</Fact>
        <Fact label={recipeLabels.model}>{request.model}</Fact>
        <Fact label={progress.state === 'done' ? recipeLabels.made : recipeLabels.asked}>
          {dateFact(progress.at)}
        </Fact>
        <Fact label={recipeLabels.price}>{priceFact(recipe.price)}</Fact>
        {task !== null && <Fact label={recipeLabels.task}>{task}</Fact>}
      </dl>
      {shared !== null && <p>{shared}</p>}
    </div>
  )
}

function Fact({
  label,
  children,
}: {
  readonly label: string
  readonly children: ComponentChildren
}) {
  return (
    <div>
      <dt>{label}</dt> <dd>{children}</dd>
    </div>
  )
}
