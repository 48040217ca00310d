import type { ImageModel } from '../../catalog/models/model.ts'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Library, OwnPlacement } from '../../../contract/model/stored/library.ts'
import { searchPlacements } from '../../catalog/targets/search-placements.ts'
import { chosenText, noneFoundText, targetLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { type Draft, forgetChoices, togglePlacement } from '../composer/draft.ts'
import type { KnownPlacements } from '../composer/placement-catalog.ts'
import {
  deletePlacement,
  savePlacement,
  setsWith,
  toggleFavourite,
} from '../../state/library-changes.ts'
import { PlacementForm } from './placement-form.tsx'
import { PlacementList } from './placement-list.tsx'
import css from './placement-picker.module.css'

interface Props {
  readonly known: KnownPlacements
  readonly chosen: ReadonlySet<string>
  readonly library: Library
  readonly changeDraft: (change: (draft: Draft) => Draft) => void
  readonly changeLibrary: (change: (library: Library) => Library) => void
  readonly newId: () => string
  readonly model: ImageModel
}

/** What is open in place of the list: a placement to change, by id, or a new one. */
type Form = { readonly id: string | null } | null

/** Placements to search and tick, and those of the person's own. */
export function Placements(props: Props) {
  const { known, chosen, library, changeDraft, changeLibrary, newId, model } = props
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

  // All of these change what is there at the time of the press: they are the same for good.
  const actions = useMemo(
    () => ({
      toggle: (id: string) => {
        changeDraft((draft) => togglePlacement(draft, id))
      },
      toggleFavourite: (id: string) => {
        changeLibrary((latest) => toggleFavourite(latest, id))
      },
      edit: (id: string) => {
        setForm({ id })
      },
    }),
    [],
  )

  useLayoutEffect(() => {
    // What had the focus in the form is gone with it.
    if (form !== null || fallback.current === null) return
    focusOn(fallback.current)
    fallback.current = null
  }, [form])

  function focusOn(selector: string) {
    group.current?.querySelector<HTMLElement>(selector)?.focus()
  }

  function close(focus: string) {
    fallback.current = focus
    setForm(null)
  }

  function save(fields: Omit<OwnPlacement, 'id'>) {
    const id = edited?.id ?? `own-${newId()}`
    changeLibrary((latest) => savePlacement(latest, { id, ...fields }))
    if (edited === null) {
      setQuery('')
      changeDraft((draft) => togglePlacement(draft, id))
    } else if (edited.width !== fields.width || edited.height !== fields.height) {
      changeDraft((draft) => forgetChoices(draft, id))
    }
    close(stopOf(id))
  }

  function remove(id: string) {
    changeLibrary((latest) => deletePlacement(latest, id))
    changeDraft((draft) => {
      const without = forgetChoices(draft, id)
      return draft.placements.has(id) ? togglePlacement(without, id) : without
    })
    close('#placements-custom')
  }

  return (
    <div ref={group} role="group" aria-labelledby="placements-label">
      <div class={css.head}>
        <span id="placements-label" class={common.label}>
          {targetLabels.placements}
        </span>
        <span class={css.chosen}>{chosenText(count)}</span>
        <input
          type="search"
          class={css.search}
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
        <div class={css.frame}>
          {found.length === 0 ? (
            <p id="placements" class={css.none}>
              {noneFoundText(query.trim())}
            </p>
          ) : (
            <PlacementList
              id="placements"
              found={found}
              isSearch={query.trim() !== ''}
              chosen={chosen}
              favourites={library.favourites}
              actions={actions}
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
