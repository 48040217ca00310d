import type { AspectRatio } from '../../../contract/model/target.ts'
import { type ImageModel, isOffered, ratiosOf } from '../../catalog/models/model.ts'
import common from '../../components/widgets/common.module.css'
import { chosenRatios, notOffered } from '../composer/variants-order.ts'
import type { Draft } from '../composer/draft.ts'
import { RatioShape } from './ratio-shape.tsx'
import css from './ratios.module.css'
import { labels } from '../../text/labels.ts'
import { notOfferedText } from './text.ts'

interface Props {
  readonly draft: Draft
  readonly model: ImageModel
  readonly onToggle: (ratio: AspectRatio) => void
}

/** What the resolution leaves out is disabled; the sentence that says why stands under it. */
const whyId = 'not-offered'

export function Ratios({ draft, model, onToggle }: Props) {
  const chosen = new Set(chosenRatios(draft, model))
  const why = notOfferedText(notOffered(draft.resolution, model))
  return (
    <div role="group" aria-labelledby="ratios-label">
      <div id="ratios-label" class={common.label}>
        {labels.ratios}
      </div>
      <div class={css.chips}>
        {ratiosOf(model).map((ratio) => {
          const offered = isOffered(model, { ratio, resolution: draft.resolution })
          return (
            <label key={ratio} class={css.chip} title={offered ? undefined : why}>
              <input
                type="checkbox"
                class={css.box}
                checked={chosen.has(ratio)}
                disabled={!offered}
                aria-describedby={offered ? undefined : whyId}
                onChange={() => {
                  onToggle(ratio)
                }}
              />
              <RatioShape ratio={ratio} />
              <span>{ratio}</span>
            </label>
          )
        })}
      </div>
    </div>
  )
}

export function NotOffered({ draft, model }: Pick<Props, 'draft' | 'model'>) {
  return (
    <p id={whyId} class={css.why}>
      {notOfferedText(notOffered(draft.resolution, model))}
    </p>
  )
}
