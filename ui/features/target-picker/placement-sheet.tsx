import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { OwnPlacement } from '../../../contract/model/client-storage/library.ts'
import { Button } from '../../components/widgets/button.tsx'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { deletePlacement, savePlacement, setsWith } from '../../state/library-changes.ts'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { forgetChoices, togglePlacement } from '../composer/draft.ts'
import { PlacementForm } from './placement-form.tsx'
import { PlacementList } from './placement-list.tsx'
import css from './placement-sheet.module.css'
import { chosenText, targetLabels } from './text.ts'

/** The form shown instead of the list: for a placement to change, by id, or for a new one. */
export type Form = { readonly id: string | null } | null

interface Props {
  /** The form that the sheet opens with. */
  readonly form: Form
  readonly onClose: () => void
}

/** All placements, over the whole window; the designer can add and change their own. */
export function PlacementSheet({ form: formAtFirst, onClose }: Props) {
  const app = useAppState()
  const { variants } = useComposer()
  const { newId, actions } = app
  const library = app.library.value
  const known = variants.placements.value
  // The same array until a placement changes: for another one, the list moves its new favourites.
  const all = useMemo(() => [...known.values()], [known])
  const [form, setForm] = useState(formAtFirst)
  const sheet = useRef<HTMLDialogElement>(null)
  const fallback = useRef<string | null>(null)
  const edited = library.placements.find(({ id }) => id === form?.id) ?? null
  const count = [...variants.ticked.value].filter((id) => known.has(id)).length

  useLayoutEffect(() => {
    // Modal: the browser keeps the focus in the sheet, and gives it back afterwards.
    sheet.current?.showModal()
  }, [])

  useLayoutEffect(() => {
    // The focused element has disappeared with the form.
    if (form !== null || fallback.current === null) return
    sheet.current?.querySelector<HTMLElement>(fallback.current)?.focus()
    fallback.current = null
  }, [form])

  const edit = useCallback((id: string) => {
    setForm({ id })
  }, [])

  function leaveForm(focus: string) {
    fallback.current = focus
    setForm(null)
  }

  function save(fields: Omit<OwnPlacement, 'id'>) {
    const id = edited?.id ?? `own-${newId()}`
    actions.changeLibrary((latest) => savePlacement(latest, { id, ...fields }))
    if (edited === null) variants.change((draft) => togglePlacement(draft, id))
    else if (edited.width !== fields.width || edited.height !== fields.height) {
      variants.change((draft) => forgetChoices(draft, id))
    }
    leaveForm(stopOf(id))
  }

  function remove(id: string) {
    actions.changeLibrary((latest) => deletePlacement(latest, id))
    variants.change((draft) => {
      const without = forgetChoices(draft, id)
      return draft.placements.has(id) ? togglePlacement(without, id) : without
    })
    leaveForm('#placements-custom')
  }

  return (
    <dialog
      ref={sheet}
      class={css.sheet}
      aria-label={targetLabels.browse}
      onCancel={(event) => {
        // Escape leaves the form first.
        if (form === null) return
        event.preventDefault()
        leaveForm('#placements-custom')
      }}
      onClose={onClose}
    >
      <div class={`${layout.column} ${css.content}`}>
        <div class={`${layout.row} ${layout.gap8} ${css.head}`}>
          <h2 class={`${common.strong} ${layout.grow}`}>{targetLabels.browse}</h2>
          <span class={common.fact}>{chosenText(count)}</span>
          <Button
            onClick={() => {
              sheet.current?.close()
            }}
          >
            {targetLabels.done}
          </Button>
        </div>
        {form === null ? (
          <>
            <PlacementList
              id="placements"
              found={all}
              isSearch={false}
              isFull={fallback.current !== null}
              onEdit={edit}
            />
            <button
              type="button"
              id="placements-custom"
              class={css.custom}
              onClick={() => {
                setForm({ id: null })
              }}
            >
              {targetLabels.custom}
            </button>
          </>
        ) : (
          <PlacementForm
            placement={edited}
            taken={all.filter(({ id }) => id !== form.id).map(({ name }) => name)}
            sets={form.id === null ? [] : setsWith(library, form.id).map(({ name }) => name)}
            onSave={save}
            onDelete={() => {
              if (form.id !== null) remove(form.id)
            }}
            onCancel={() => {
              leaveForm(form.id === null ? '#placements-custom' : stopOf(form.id))
            }}
          />
        )}
      </div>
    </dialog>
  )
}

const stopOf = (id: string) => `[data-stop="${CSS.escape(id)}"]`
