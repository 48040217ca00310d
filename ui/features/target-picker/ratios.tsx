import { isOffered, ratiosOf } from '../../catalog/models/model.ts'
import common from '../../components/widgets/common.module.css'
import { chosenRatios, notOffered } from '../composer/variants-order.ts'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { toggleRatio } from '../composer/draft.ts'
import { RatioShape } from './ratio-shape.tsx'
import chip from '../../components/widgets/chip.module.css'
import css from './ratios.module.css'
import { labels } from '../../formats/labels.ts'
import { notOfferedText } from './text.ts'

/** What the resolution leaves out is disabled; the sentence that says why stands under it. */
const whyId = 'not-offered'

export function Ratios() {
  const { variants } = useComposer()
  const model = useAppState().settings.model.value
  const resolution = variants.resolution.value
  const chosen = new Set(chosenRatios({ ratios: variants.ratios.value, resolution }, model))
  const why = notOfferedText(notOffered(resolution, model))
  return (
    <div role="group" aria-labelledby="ratios-label">
      <div id="ratios-label" class={common.label}>
        {labels.ratios}
      </div>
      <div class={css.chips}>
        {ratiosOf(model).map((ratio) => {
          const offered = isOffered(model, { ratio, resolution })
          return (
            <label
              key={ratio}
              class={`${chip.chip} ${common.figures} ${css.chip}`}
              title={offered ? undefined : why}
            >
              <input
                type="checkbox"
                class={chip.control}
                checked={chosen.has(ratio)}
                disabled={!offered}
                aria-describedby={offered ? undefined : whyId}
                onChange={() => {
                  variants.change((latest) => toggleRatio(latest, ratio))
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

export function NotOffered() {
  const resolution = useComposer().variants.resolution.value
  const model = useAppState().settings.model.value
  return (
    <p id={whyId} class={`${common.hint} ${css.why}`}>
      {notOfferedText(notOffered(resolution, model))}
    </p>
  )
}
