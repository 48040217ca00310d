import type { TargetSet } from '../../../contract/model/client-storage/library.ts'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { checkName, type PlacementProblem } from '../composer/check-placement.ts'
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
  const [name, setName] = useState(set?.name ?? suggestedName(taken))
  const [problem, setProblem] = useState<PlacementProblem | null>(null)
  const box = useRef<HTMLInputElement>(null)

  useLayoutEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [])

  /** Does something with the name, unless that has a problem, which is then shown. */
  function finish(act: (name: string) => void) {
    const checked = checkName(name, taken)
    if ('problem' in checked) {
      setProblem(checked.problem)
      box.current?.focus()
      return
    }
    act(checked.name)
    onClose()
  }

  function save() {
    finish((checked) => {
      if (set === null) saveDraftAs({ id: newId(), name: checked })
      else actions.changeLibrary((latest) => renameSet(latest, set.id, checked))
    })
  }

  function saveDraftAs(named: Pick<TargetSet, 'id' | 'name'>) {
    const saved = setOf(
      variants.draft.value,
      variants.placements.value,
      named,
      settings.model.value,
    )
    actions.changeLibrary((latest) => saveSet(latest, saved))
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
        <button type="button" class={button.plain} onClick={save}>
          {set === null ? targetLabels.save : targetLabels.rename}
        </button>
        {set !== null && canSave && (
          <button
            type="button"
            class={button.plain}
            title={targetLabels.updateSetHint}
            onClick={() => {
              finish((checked) => {
                saveDraftAs({ id: set.id, name: checked })
              })
            }}
          >
            {targetLabels.updateSet}
          </button>
        )}
        {set !== null && (
          <button
            type="button"
            class={button.plain}
            onClick={() => {
              actions.changeLibrary((latest) => deleteSet(latest, set.id))
              onClose()
            }}
          >
            {targetLabels.delete}
          </button>
        )}
        <button type="button" class={button.plain} onClick={onClose}>
          {targetLabels.cancel}
        </button>
      </div>
    </div>
  )
}

/** "Launch kit", or "Launch kit 2" if the first is taken. */
function suggestedName(taken: readonly string[]): string {
  const name = targetLabels.suggestedSet
  let number = 1
  const numbered = () => (number === 1 ? name : `${name} ${String(number)}`)
  while (taken.includes(numbered())) number += 1
  return numbered()
}
