import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import common from '../../components/widgets/common.module.css'
import button from '../../components/widgets/button.module.css'
import field from '../../components/widgets/text-field.module.css'
import layout from '../../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import { ratiosOf } from '../../../contract/hiapi/models/model.ts'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { ChosenTargets } from '../fit/chosen-targets.tsx'
import { ResolutionChoice } from '../order-bar/order-options.tsx'
import type { Ordering } from '../order-bar/use-order.ts'
import { type Form, PlacementSheet } from '../target-picker/placement-sheet.tsx'
import { PlainRatios } from '../target-picker/plain-ratios.tsx'
import { SetBar } from '../target-picker/set-bar.tsx'
import { TargetSearch } from '../target-picker/target-search.tsx'
import { searchHint, targetLabels } from '../target-picker/text.ts'
import css from './deliver-to.module.css'

/** What a search offers: boxes to tick, and a button that adds a size. */
const offers = '#targets-found :is(input:enabled, [data-offer])'

/** Ticks a box, or presses a button. A ticked box stays ticked. */
function take(offer: HTMLElement): void {
  if (!(offer instanceof HTMLInputElement && offer.checked)) offer.click()
}

/** The choice of targets, by search, by set or from the list; and the chosen targets. */
export function DeliverTo({ onOrder }: { readonly onOrder: Ordering['press'] }) {
  const model = useAppState().settings.model.value
  const { variants } = useComposer()
  const query = useSignal('')
  const isPlain = useSignal(false)
  const sheet = useSignal<{ readonly form: Form } | null>(null)
  const group = useRef<HTMLDivElement>(null)
  const isSearch = query.value.trim() !== ''
  return (
    <div
      ref={group}
      class={`${layout.column} ${layout.gap6}`}
      role="group"
      aria-labelledby="deliver-label"
    >
      <div class={`${layout.row} ${layout.gap8}`}>
        <span id="deliver-label" class={common.label}>
          {targetLabels.deliver}
        </span>
        <input
          type="search"
          id="target-search"
          class={`${field.box} ${field.line} ${layout.grow}`}
          value={query.value}
          placeholder={searchHint(variants.placements.value.size + ratiosOf(model).length)}
          aria-label={targetLabels.search}
          aria-controls={isSearch ? 'targets-found' : undefined}
          dir="auto"
          onInput={(event) => {
            query.value = event.currentTarget.value
          }}
          onKeyDown={(event) => {
            const found = group.current?.querySelectorAll<HTMLElement>(offers) ?? []
            const [first, ...others] = found
            if (first === undefined) return
            if (event.key === 'ArrowDown') {
              event.preventDefault()
              first.focus()
            } else if (event.key === 'Enter' && others.length === 0) take(first)
          }}
        />
      </div>
      {isSearch && (
        <TargetSearch
          id="targets-found"
          query={query.value}
          onEdit={(id) => {
            sheet.value = { form: { id } }
          }}
        />
      )}
      <SetBar onOrder={onOrder} />
      <ChosenTargets />
      <div class={layout.between}>
        <button
          type="button"
          class={`${button.plain} ${css.more}`}
          aria-haspopup="dialog"
          aria-expanded={sheet.value !== null}
          onClick={() => {
            sheet.value = { form: null }
          }}
        >
          {targetLabels.browse}
        </button>
        <button
          type="button"
          class={`${button.plain} ${css.more}`}
          aria-expanded={isPlain.value}
          aria-controls={isPlain.value ? 'plain-ratios' : undefined}
          onClick={() => {
            isPlain.value = !isPlain.value
          }}
        >
          {targetLabels.plain}
        </button>
      </div>
      {isPlain.value && (
        <PlainRatios id="plain-ratios">
          <ResolutionChoice composer={variants} />
        </PlainRatios>
      )}
      {sheet.value !== null && (
        <PlacementSheet
          form={sheet.value.form}
          onClose={() => {
            sheet.value = null
            // The row that a search found may be gone, and the focus with it: it is about to leave the sheet.
            if (document.activeElement?.matches('body, dialog *') === true)
              moveFocusToFallback('target-search')
          }}
        />
      )}
    </div>
  )
}
