import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { useComposer } from '../composer/composer-state.ts'
import { keyOf } from '../composer/draft.ts'
import { ChosenTarget } from './chosen-target.tsx'
import css from './chosen-targets.module.css'
import { fitLabels, savingText } from './text.ts'

/** The chosen targets, one in a row: its size, and how much of its picture is cropped. */
export function ChosenTargets() {
  const { variants } = useComposer()
  const targets = variants.targets.value
  const fits = new Map(variants.fits.value.map((fit) => [fit.placement.id, fit]))
  if (targets.length === 0) return <p class={common.hint}>{fitLabels.noTargets}</p>
  return (
    <>
      <ul class={css.list} aria-label={fitLabels.chosen}>
        {targets.map(({ target, cell }) => (
          <ChosenTarget
            key={keyOf(target)}
            target={target}
            cell={cell}
            chosen={fits.get(keyOf(target)) ?? null}
          />
        ))}
      </ul>
      <ShareChoice />
    </>
  )
}

/** Whether placements that need the same picture share it, and what that saves; nothing if none do. */
function ShareChoice() {
  const { variants } = useComposer()
  const isShared = variants.draft.value.isShared
  const { shared } = variants.cost.value
  if (shared.pictures === 0) return null
  return (
    <label class={`${layout.top} ${layout.gap6}`}>
      <input
        type="checkbox"
        class={common.checkbox}
        checked={isShared}
        aria-describedby="share-saving"
        onChange={() => {
          variants.change((latest) => ({ ...latest, isShared: !latest.isShared }))
        }}
      />
      <span>
        {fitLabels.share}
        <span id="share-saving" class={`${common.fact} ${css.saving}`}>
          {savingText(shared, isShared)}
        </span>
      </span>
    </label>
  )
}
