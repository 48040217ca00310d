import type { ComponentChildren } from 'preact'
import type { AspectRatio } from '../../../contract/model/target.ts'
import { isOffered, ratiosOf } from '../../../contract/hiapi/models/model.ts'
import chip from '../../components/widgets/chip.module.css'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { toggleRatio } from '../composer/draft.ts'
import { chosenRatios, notOffered } from '../composer/variants-order.ts'
import { SizingChoice } from './frame-size.tsx'
import css from './plain-ratios.module.css'
import { RatioShape } from './ratio-shape.tsx'
import { leftOutText, notOfferedText, targetLabels } from './text.ts'

/** The id of the sentence that says why the resolution disables some ratios. */
const whyId = 'not-offered'

interface Props {
  readonly id: string
  /** The choice of the resolution. */
  readonly children: ComponentChildren
}

/** The model's own ratios. Resolution and frame size apply only to them: a placement has its own. */
export function PlainRatios({ id, children }: Props) {
  const { variants } = useComposer()
  const model = useAppState().settings.model.value
  const resolution = variants.resolution.value
  return (
    <div id={id} class={`${layout.column} ${layout.gap6} ${css.block}`}>
      <div role="group" aria-label={targetLabels.ratios} class={css.chips}>
        {ratiosOf(model).map((ratio) => (
          <RatioChip key={ratio} ratio={ratio} />
        ))}
      </div>
      <p id={whyId} class={`${common.hint} ${css.why}`}>
        {notOfferedText(notOffered(resolution, model))}
      </p>
      <LeftOut />
      {children}
      <SizingChoice />
    </div>
  )
}

function RatioChip({ ratio }: { readonly ratio: AspectRatio }) {
  const { variants } = useComposer()
  const model = useAppState().settings.model.value
  const isThere = isOffered(model, { ratio, resolution: variants.resolution.value })
  return (
    <label class={`${chip.chip} ${common.figures} ${css.chip}`}>
      <input
        type="checkbox"
        class={chip.control}
        checked={isThere && variants.ratios.value.has(ratio)}
        disabled={!isThere}
        aria-describedby={isThere ? undefined : whyId}
        onChange={() => {
          variants.change((latest) => toggleRatio(latest, ratio))
        }}
      />
      <RatioShape ratio={ratio} />
      <span>{ratio}</span>
    </label>
  )
}

/** The chosen ratios that the resolution leaves out, shown beside the choice of the resolution. */
function LeftOut() {
  const { variants } = useComposer()
  const model = useAppState().settings.model.value
  const [ratios, resolution] = [variants.ratios.value, variants.resolution.value]
  const made = new Set(chosenRatios({ ratios, resolution }, model))
  const dropped = ratiosOf(model).filter((ratio) => ratios.has(ratio) && !made.has(ratio))
  return (
    <p aria-live="polite" class={`${common.warning} ${css.why}`}>
      {leftOutText(dropped, resolution)}
    </p>
  )
}
