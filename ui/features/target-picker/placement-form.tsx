import { Button } from '../../components/widgets/button.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { OwnPlacement } from '../../../contract/model/client-storage/library.ts'
import { deletePlacementText, placementProblems, targetLabels } from './text.ts'
import {
  type PlacementFields,
  type PlacementProblems,
  checkPlacement,
  placementFields,
} from '../composer/check-placement.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './placement-list.module.css'
import { TextField } from '../../components/widgets/text-field.tsx'

interface Props {
  /** The one to change; null for a new one. */
  readonly placement: OwnPlacement | null
  /** The names of all other placements. */
  readonly taken: readonly string[]
  /** The names of the sets that have it. */
  readonly sets: readonly string[]
  readonly onSave: (placement: Omit<OwnPlacement, 'id'>) => void
  readonly onDelete: () => void
  readonly onCancel: () => void
}

/** A placement of the designer's own: made, changed, deleted. */
export function PlacementForm({ placement, taken, sets, onSave, onDelete, onCancel }: Props) {
  const [fields, setFields] = useState<PlacementFields>({
    name: placement?.name ?? '',
    width: placement === null ? '' : String(placement.width),
    height: placement === null ? '' : String(placement.height),
  })
  const [problems, setProblems] = useState<PlacementProblems>({})
  const [isAsking, setIsAsking] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const focusOn = (field: string) =>
    form.current?.querySelector<HTMLElement>(`#placement-${field}`)?.focus()

  useEffect(() => {
    focusOn('name')
  }, [])

  function save() {
    const checked = checkPlacement(fields, taken)
    if ('placement' in checked) {
      onSave(checked.placement)
      return
    }
    setProblems(checked.problems)
    const first = placementFields.find((field) => checked.problems[field] !== undefined)
    if (first !== undefined) focusOn(first)
  }

  return (
    <div
      ref={form}
      class={`${layout.column} ${layout.gap6} ${css.form}`}
      role="group"
      aria-label={targetLabels.customForm}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
          // Otherwise Enter would press the element that gets the focus.
          event.preventDefault()
          save()
        }
        if (event.key === 'Escape') {
          // Otherwise the sheet, which by then shows no form, would close as well.
          event.preventDefault()
          onCancel()
        }
      }}
    >
      <div class={`${layout.wrap} ${layout.gap6}`}>
        {placementFields.map((field) => (
          <TextField
            key={field}
            id={`placement-${field}`}
            label={targetLabels[field]}
            value={fields[field]}
            isNumber={field !== 'name'}
            problem={problems[field] ?? null}
            onChange={(value) => {
              setFields({ ...fields, [field]: value })
            }}
          />
        ))}
      </div>
      {placementFields.map((field) => {
        const problem = problems[field]
        return (
          problem !== undefined && (
            <p key={field} id={`placement-${field}-problem`} class={common.problem}>
              {placementProblems[problem]}
            </p>
          )
        )
      })}
      {isAsking && placement !== null && (
        <p role="status">{deletePlacementText(placement.name, sets)}</p>
      )}
      <div class={`${layout.wrap} ${layout.gap6}`}>
        <Button onClick={save}>{targetLabels.save}</Button>
        <Button look="secondary" onClick={onCancel}>
          {targetLabels.cancel}
        </Button>
        {placement !== null && (
          <Button
            look="danger"
            onClick={(event) => {
              // The second half of a double click comes before the question is read.
              if (event.detail > 1) return
              if (isAsking) onDelete()
              else setIsAsking(true)
            }}
          >
            {isAsking ? targetLabels.deleteAnyway : targetLabels.delete}
          </Button>
        )}
      </div>
    </div>
  )
}
