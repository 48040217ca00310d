import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { OwnPlacement } from '../../../contract/model/client-storage/library.ts'
import { searchPlacements } from '../../catalog/targets/search-placements.ts'
import { chosenText, noneFoundText, targetLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { forgetChoices, togglePlacement } from '../composer/draft.ts'
import { deletePlacement, savePlacement, setsWith } from '../../state/library-changes.ts'
import { PlacementForm } from './placement-form.tsx'
import { PlacementList } from './placement-list.tsx'
import layout from '../../components/widgets/layout.module.css'
import panel from '../../components/widgets/panel.module.css'
import field from '../../components/widgets/text-field.module.css'
import css from './placement-picker.module.css'

/** What is open in place of the list: a placement to change, by id, or a new one. */
type Form = { readonly id: string | null } | null

/** Placements to search and tick, and those of the designer's own. */
export function Placements() {
  const app = useAppState()
  const { variants } = useComposer()
  const { newId, actions } = app
  const library = app.library.value
  const known = variants.placements.value
  const chosen = variants.ticked.value
  const model = app.settings.model.value
  const [query, setQuery] = useState('')
  const [form, setForm] = useState<Form>(null)
  const group = useRef<HTMLDivElement>(null)
  const fallback = useRef<string | null>(null)
  const found = useMemo(
    () => searchPlacements(query, [...known.values()], model),
    [query, known, model],
  )
  const edited = library.placements.find(({ id }) => id === form?.id) ?? null
  const count = [...chosen].filter((id) => known.has(id)).length

  useLayoutEffect(() => {
    // What had the focus in the form is gone with it.
    if (form !== null || fallback.current === null) return
    focusOn(fallback.current)
    fallback.current = null
  }, [form])

  const edit = useCallback((id: string) => {
    setForm({ id })
  }, [])

  function focusOn(selector: string) {
    group.current?.querySelector<HTMLElement>(selector)?.focus()
  }

  function close(focus: string) {
    fallback.current = focus
    setForm(null)
  }

  function save(fields: Omit<OwnPlacement, 'id'>) {
    const id = edited?.id ?? `own-${newId()}`
    actions.changeLibrary((latest) => savePlacement(latest, { id, ...fields }))
    if (edited === null) {
      setQuery('')
      variants.change((draft) => togglePlacement(draft, id))
    } else if (edited.width !== fields.width || edited.height !== fields.height) {
      variants.change((draft) => forgetChoices(draft, id))
    }
    close(stopOf(id))
  }

  function remove(id: string) {
    actions.changeLibrary((latest) => deletePlacement(latest, id))
    variants.change((draft) => {
      const without = forgetChoices(draft, id)
      return draft.placements.has(id) ? togglePlacement(without, id) : without
    })
    close('#placements-custom')
  }

  return (
    <div ref={group} role="group" aria-labelledby="placements-label">
      <div class={`${layout.row} ${layout.gap8} ${css.head}`}>
        <span id="placements-label" class={common.label}>
          {targetLabels.placements}
        </span>
        <span class={`${common.fact} ${css.chosen}`}>{chosenText(count)}</span>
        <input
          type="search"
          class={`${field.box} ${field.line} ${css.search}`}
          value={query}
          placeholder={targetLabels.search}
          aria-label={targetLabels.search}
          disabled={form !== null}
          onInput={(event) => {
            setQuery(event.currentTarget.value)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusOn('[data-stop]:not([data-row])')
          }}
        />
      </div>
      {form === null ? (
        <div class={`${layout.column} ${panel.framed} ${css.frame}`}>
          {found.length === 0 ? (
            <p id="placements" class={`${common.note} ${css.none}`}>
              {noneFoundText(query.trim())}
            </p>
          ) : (
            <PlacementList
              id="placements"
              found={found}
              isSearch={query.trim() !== ''}
              onEdit={edit}
            />
          )}
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
        </div>
      ) : (
        <PlacementForm
          placement={edited}
          taken={[...known.values()].filter(({ id }) => id !== form.id).map(({ name }) => name)}
          sets={form.id === null ? [] : setsWith(library, form.id).map(({ name }) => name)}
          onSave={save}
          onDelete={() => {
            if (form.id !== null) remove(form.id)
          }}
          onCancel={() => {
            close(form.id === null ? '#placements-custom' : stopOf(form.id))
          }}
        />
      )}
    </div>
  )
}

const stopOf = (id: string) => `[data-stop="${CSS.escape(id)}"]`
