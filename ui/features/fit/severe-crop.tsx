import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import { alternativesTo } from '../../catalog/targets/alternatives.ts'
import { bestFit } from '../../catalog/targets/fit.ts'
import common from '../../components/widgets/common.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import { useAppState } from '../../state/app-state.ts'
import type { ChosenFit } from '../composer/chosen-fits.ts'
import { useComposer } from '../composer/composer-state.ts'
import { replacePlacement, toggleAccepted } from '../composer/draft.ts'
import type { KnownPlacement, KnownPlacements } from '../composer/placement-catalog.ts'
import css from './chosen-targets.module.css'
import { CropAnyway } from './fit-remarks.tsx'
import { alternativeText, fitLabels, severeText } from './text.ts'

interface Props {
  readonly chosen: ChosenFit
}

/** Explains why more than half would be cropped, and asks for consent. */
export function SevereCrop({ chosen: { placement, fit } }: Props) {
  const { variants } = useComposer()
  return (
    <>
      <p class={common.warning}>{severeText(fit)}</p>
      <CropAnyway
        name={placement.name}
        isAccepted={variants.accepted.value.has(placement.id)}
        onToggle={() => {
          variants.change((latest) => toggleAccepted(latest, placement.id))
        }}
      />
    </>
  )
}

/** The placements that could be delivered instead. */
export function Instead({ chosen: { placement } }: Props) {
  const model = useAppState().settings.model.value
  const { variants } = useComposer()
  const others = otherPlacements(placement, variants.placements.value, model)
  return (
    <details class={css.instead}>
      <summary class={common.hint}>{fitLabels.instead}</summary>
      {others.map((other) => (
        <button
          key={other.id}
          type="button"
          class={`${common.link} ${css.other}`}
          onClick={(event) => {
            // The button disappears with the placement that it replaces.
            moveFocusToFallback('target-search', { preventScroll: event.detail > 0 })
            variants.change((latest) => replacePlacement(latest, placement.id, other.id))
          }}
        >
          {alternativeText(other, bestFit(model, other))}
        </button>
      ))}
      <p class={common.hint}>{fitLabels.strip}</p>
    </details>
  )
}

function otherPlacements(
  { shipped }: KnownPlacement,
  known: KnownPlacements,
  model: ImageModel,
): readonly KnownPlacement[] {
  const others = shipped === null ? [] : alternativesTo(shipped, model)
  return others.flatMap(({ id }) => known.get(id) ?? [])
}
