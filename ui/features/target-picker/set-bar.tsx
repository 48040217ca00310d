import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { TargetSet } from '../../../contract/model/stored/library.ts'
import { editText, runText, setHint, targetLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { EditIcon, RunIcon } from '../../components/widgets/icons.tsx'
import css from './set-bar.module.css'
import { type SetBarProps, SetForm } from './set-form.tsx'

/** What is being named: a new set, or one that is changed; null while none is. */
type Form = { readonly set: TargetSet | null } | null

/** Named lists of targets: one press ticks one, another runs it at once. */
export function SetBar(props: SetBarProps) {
  const { sets, current, canSave, onApply, onRun } = props
  const [form, setForm] = useState<Form>(null)
  const bar = useRef<HTMLDivElement>(null)
  const fallback = useRef<string | null>(null)

  useLayoutEffect(() => {
    if (form !== null || fallback.current === null) return
    bar.current?.querySelector<HTMLElement>(fallback.current)?.focus()
    fallback.current = null
  }, [form])

  function close() {
    fallback.current = '#save-set'
    setForm(null)
  }

  if (form !== null) return <SetForm {...props} set={form.set} onClose={close} />
  return (
    <div ref={bar} class={css.bar}>
      <span class={common.label}>{targetLabels.sets}</span>
      {sets.length > 0 && (
        <ul class={css.sets} aria-label={targetLabels.sets}>
          {sets.map((set) => (
            <li key={set.id} class={current.has(set.id) ? css.current : css.set}>
              <button
                type="button"
                class={css.name}
                title={hintOf(set)}
                aria-current={current.has(set.id) ? 'true' : undefined}
                onClick={() => {
                  onApply(set)
                }}
              >
                {set.name}
              </button>
              <button
                type="button"
                class={css.icon}
                aria-label={runText(set.name)}
                title={runText(set.name)}
                onClick={(event) => {
                  // The second half of a double click would order, and charge for, everything twice.
                  if (event.detail < 2) onRun(set, event)
                }}
              >
                <RunIcon />
              </button>
              <button
                type="button"
                class={css.icon}
                aria-label={editText(set.name)}
                title={editText(set.name)}
                onClick={() => {
                  setForm({ set })
                }}
              >
                <EditIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        id="save-set"
        class={css.save}
        // Not `disabled`, which would throw the focus away.
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

function hintOf({ ratios, placements, resolution, copies }: TargetSet): string {
  return setHint({ ratios: ratios.length, placements: placements.length, resolution, copies })
}
