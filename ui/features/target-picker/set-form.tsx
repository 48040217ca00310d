import type { TargetSet } from '../../../contract/model/client-storage/library.ts'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { checkName, freeName, type PlacementProblem } from '../composer/check-placement.ts'
import { useComposer } from '../composer/composer-state.ts'
import { setOf } from '../composer/target-sets.ts'
import { useAppState } from '../../state/app-state.ts'
import { deleteSet, renameSet, saveSet } from '../../state/library-changes.ts'
import button from '../../components/widgets/button.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './set-bar.module.css'
import { editText, placementProblems, targetLabels } from './text.ts'
import { TextField } from '../../components/widgets/text-field.tsx'
import common from '../../components/widgets/common.module.css'

interface Props {
  /** Null for a new one. */
  readonly set: TargetSet | null
  readonly onClose: () => void
}

/** Names a set, puts what is ticked into it, or deletes it. */
export function SetForm({ set, onClose }: Props) {
  const { library, newId, settings, actions } = useAppState()
  const { variants } = useComposer()
  const { sets } = library.value
  const canSave = variants.targets.value.length > 0
  // By id: the set is another object once a placement of it was deleted.
  const taken = sets.filter(({ id }) => id !== set?.id).map(({ name }) => name)
  const [name, setName] = useState(set?.name ?? freeName(targetLabels.suggestedSet, taken))
  const [problem, setProblem] = useState<PlacementProblem | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const box = useRef<HTMLInputElement>(null)

  useLayoutEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [])

  /** @param isUpdate whether what is ticked is put into the set that is there, too */
  function save(isUpdate: boolean) {
    const checked = checkName(name, taken)
    if ('problem' in checked) {
      setProblem(checked.problem)
      box.current?.focus()
      return
    }
    const { name: named } = checked
    if (set !== null && !isUpdate) {
      actions.changeLibrary((latest) => renameSet(latest, set.id, named))
    } else {
      const saved = setOf(
        variants.draft.value,
        variants.placements.value,
        { id: set?.id ?? newId(), name: named },
        settings.model.value,
      )
      actions.changeLibrary((latest) => saveSet(latest, saved))
    }
    onClose()
  }

  return (
    <div
      class={`${layout.wrap} ${layout.gap4} ${css.form}`}
      role="group"
      aria-label={set === null ? targetLabels.newSet : editText(set.name)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === box.current) {
          // Otherwise Enter would press the button that gets the focus.
          event.preventDefault()
          save(false)
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
        <button
          type="button"
          class={button.plain}
          onClick={() => {
            save(false)
          }}
        >
          {set === null ? targetLabels.save : targetLabels.rename}
        </button>
        {set !== null && canSave && (
          <button
            type="button"
            class={button.plain}
            title={targetLabels.updateSetHint}
            onClick={() => {
              save(true)
            }}
          >
            {targetLabels.updateSet}
          </button>
        )}
        {set !== null && (
          <button
            type="button"
            class={button.plain}
            onClick={(event) => {
              // The second half of a double click comes before the question is read.
              if (event.detail > 1) return
              if (!isAsking) {
                setIsAsking(true)
                return
              }
              actions.changeLibrary((latest) => deleteSet(latest, set.id))
              onClose()
            }}
          >
            {isAsking ? targetLabels.deleteAnyway : targetLabels.delete}
          </button>
        )}
        <button type="button" class={button.plain} onClick={onClose}>
          {targetLabels.cancel}
        </button>
      </div>
    </div>
  )
}
