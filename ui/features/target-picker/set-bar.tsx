import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { TargetSet } from '../../../contract/model/client-storage/library.ts'
import { priceText } from '../../formats/money.ts'
import { editText, runText, setHint, targetLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { EditIcon, RunIcon } from '../../components/widgets/icons.tsx'
import chip from '../../components/widgets/chip.module.css'
import { IconButton } from '../../components/widgets/button.tsx'
import icon from '../../components/widgets/icon-button.module.css'
import layout from '../../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import css from './set-bar.module.css'
import { useOrderWhenReady } from './use-order-when-ready.ts'
import { SetForm } from './set-form.tsx'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { isOfSet, withSet } from '../composer/target-sets.ts'

/** The open form: for a set to change, or for a new one; null if no form is open. */
type Form = { readonly set: TargetSet | null } | null

interface Props {
  readonly onOrder: (event: UIEvent) => void
}

/** Named lists of targets: one button ticks a list, another orders it at once. */
export function SetBar({ onOrder }: Props) {
  const { library, settings } = useAppState()
  const { variants } = useComposer()
  const { sets } = library.value
  const order = useOrderWhenReady(onOrder)
  const canSave = variants.targets.value.length > 0
  const [form, setForm] = useState<Form>(null)
  const wasOpen = useRef(false)

  useLayoutEffect(() => {
    // The focused element has disappeared with the form; the bar, too, if nothing is left for it.
    if (form === null && wasOpen.current) moveFocusToFallback('save-set')
    wasOpen.current = form !== null
  }, [form])

  function close() {
    setForm(null)
  }

  function apply(set: TargetSet) {
    variants.change((latest) => withSet(latest, set, variants.placements.value))
  }

  function priceOfSet({ id }: TargetSet): string | undefined {
    const { pictures, price } = variants.setCosts.value.get(id) ?? { pictures: 0, price: 0 }
    return pictures === 0 ? undefined : priceText(pictures, price)
  }

  if (sets.length === 0 && !canSave && form === null) return null
  if (form !== null) return <SetForm set={form.set} onClose={close} />
  const isCurrent = (set: TargetSet) =>
    isOfSet(variants.draft.value, set, variants.placements.value, settings.model.value)
  return (
    <div class={`${layout.wrap} ${css.bar}`}>
      {sets.length > 0 && (
        <ul
          class={`${layout.wrap} ${layout.gap4} ${layout.scrolls} ${css.sets}`}
          aria-label={targetLabels.sets}
        >
          {sets.map((set) => (
            <li key={set.id} class={`${chip.chip} ${css.set}`}>
              <button
                type="button"
                class={`${common.ellipsis} ${css.name}`}
                title={`${set.name}\n${setHint(set)}`}
                aria-description={setHint(set)}
                dir="auto"
                aria-current={isCurrent(set) ? 'true' : undefined}
                onClick={() => {
                  apply(set)
                }}
              >
                {set.name}
              </button>
              <IconButton
                class={`${icon.icon} ${css.icon}`}
                aria-label={runText(set.name)}
                title={priceOfSet(set)}
                onClick={(event) => {
                  // The second half of a double click would order, and charge for, everything twice.
                  if (event.detail > 1) return
                  apply(set)
                  order(event)
                }}
              >
                <RunIcon />
              </IconButton>
              <IconButton
                class={`${icon.icon} ${css.icon}`}
                aria-label={editText(set.name)}
                onClick={() => {
                  setForm({ set })
                }}
              >
                <EditIcon />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        id="save-set"
        class={css.save}
        // Not `disabled`, which would lose the focus.
        aria-disabled={!canSave}
        onClick={() => {
          if (canSave) setForm({ set: null })
        }}
      >
        {targetLabels.saveSet}
      </button>
    </div>
  )
}
