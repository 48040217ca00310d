import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { TargetSet } from '../../../contract/model/stored/library.ts'
import { editText, placementProblems, runText, setHint, targetLabels } from './text.ts'
import { checkName, type PlacementProblem } from '../composer/check-placement.ts'
import common from '../../components/widgets/common.module.css'
import { EditIcon, RunIcon } from '../../components/widgets/icons.tsx'
import css from './set-bar.module.css'
import { TextField } from '../../components/widgets/text-field.tsx'

interface Props {
  readonly sets: readonly TargetSet[]
  /** Those that the draft is the same as. */
  readonly current: ReadonlySet<string>
  /** Whether there is anything to save. */
  readonly canSave: boolean
  readonly onApply: (set: TargetSet) => void
  readonly onRun: (set: TargetSet, event: UIEvent) => void
  /** Saves what is ticked, under a name. */
  readonly onAdd: (name: string) => void
  readonly onRename: (set: TargetSet, name: string) => void
  /** Puts what is ticked in the place of what the set has. */
  readonly onUpdate: (set: TargetSet) => void
  readonly onDelete: (set: TargetSet) => void
}

/** What is being named: a new set, or one that is changed; null while none is. */
type Form = { readonly set: TargetSet | null } | null

/** Named lists of targets: one press ticks one, another runs it at once. */
export function SetBar(props: Props) {
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

interface FormProps extends Props {
  /** Null for a new one. */
  readonly set: TargetSet | null
  readonly onClose: () => void
}

function SetForm({ set, sets, canSave, onClose, ...props }: FormProps) {
  const taken = sets.filter((other) => other !== set).map(({ name }) => name)
  const [name, setName] = useState(set?.name ?? suggestedName(taken))
  const [problem, setProblem] = useState<PlacementProblem | null>(null)
  const box = useRef<HTMLInputElement>(null)

  useLayoutEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [])

  function save() {
    const checked = checkName(name, taken)
    if ('problem' in checked) {
      setProblem(checked.problem)
      box.current?.focus()
      return
    }
    if (set === null) props.onAdd(checked.name)
    else props.onRename(set, checked.name)
    onClose()
  }

  return (
    <div
      class={css.form}
      role="group"
      aria-label={set === null ? targetLabels.newSet : editText(set.name)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === box.current) {
          // Else it would press the button that gets the focus.
          event.preventDefault()
          save()
        }
        if (event.key === 'Escape') onClose()
      }}
    >
      <TextField
        id="set-name"
        label={targetLabels.setName}
        box={box}
        value={name}
        isBare
        problem={problem}
        onChange={setName}
      />
      {problem !== null && (
        <p id="set-name-problem" class={common.problem}>
          {placementProblems[problem]}
        </p>
      )}
      <div class={css.buttons}>
        <button type="button" class={common.action} onClick={save}>
          {set === null ? targetLabels.save : targetLabels.rename}
        </button>
        {set !== null && canSave && (
          <button
            type="button"
            class={common.action}
            title={targetLabels.updateSetHint}
            onClick={() => {
              props.onUpdate(set)
              onClose()
            }}
          >
            {targetLabels.updateSet}
          </button>
        )}
        {set !== null && (
          <button
            type="button"
            class={common.action}
            onClick={() => {
              props.onDelete(set)
              onClose()
            }}
          >
            {targetLabels.delete}
          </button>
        )}
        <button type="button" class={common.action} onClick={onClose}>
          {targetLabels.cancel}
        </button>
      </div>
    </div>
  )
}

/** "Launch kit", or "Launch kit 2" where there is one. */
function suggestedName(taken: readonly string[]): string {
  const name = targetLabels.suggestedSet
  let number = 1
  const numbered = () => (number === 1 ? name : `${name} ${String(number)}`)
  while (taken.includes(numbered())) number += 1
  return numbered()
}

function hintOf({ ratios, placements, resolution, copies }: TargetSet): string {
  return setHint({ ratios: ratios.length, placements: placements.length, resolution, copies })
}
