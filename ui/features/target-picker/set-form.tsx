import type { TargetSet } from '../../../contract/model/stored/library.ts'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { checkName, type PlacementProblem } from '../composer/check-placement.ts'
import css from './set-bar.module.css'
import { editText, placementProblems, targetLabels } from './text.ts'
import { TextField } from '../../components/widgets/text-field.tsx'
import common from '../../components/widgets/common.module.css'

export interface SetBarProps {
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

export interface FormProps extends SetBarProps {
  /** Null for a new one. */
  readonly set: TargetSet | null
  readonly onClose: () => void
}

export function SetForm({ set, sets, canSave, onClose, ...props }: FormProps) {
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
export function suggestedName(taken: readonly string[]): string {
  const name = targetLabels.suggestedSet
  let number = 1
  const numbered = () => (number === 1 ? name : `${name} ${String(number)}`)
  while (taken.includes(numbered())) number += 1
  return numbered()
}
