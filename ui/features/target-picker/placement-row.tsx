import { useComputed } from '@preact/signals'
import { editText, favouriteText, placementHint } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { EditIcon, StarIcon } from '../../components/widgets/icons.tsx'
import { useAppState } from '../../state/app-state.ts'
import { toggleFavourite } from '../../state/library-changes.ts'
import { useComposer } from '../composer/composer-state.ts'
import { togglePlacement } from '../composer/draft.ts'
import type { KnownPlacement } from '../composer/placement-catalog.ts'
import { IconButton } from '../../components/widgets/button.tsx'
import icon from '../../components/widgets/icon-button.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './placement-list.module.css'
import { placementText, sizeText } from '../../formats/format.ts'

interface Props {
  readonly placement: KnownPlacement
  /** Whether Tab leads to this row, as to one row of the list. */
  readonly isStop: boolean
  readonly onEdit: (id: string) => void
}

/** One placement to tick. Most of the many rows are not drawn again when one changes. */
export function PlacementRow({ placement, isStop, onEdit }: Props) {
  const { library, actions } = useAppState()
  const { variants } = useComposer()
  const isChosen = useComputed(() => variants.ticked.value.has(placement.id)).value
  const isFavourite = useComputed(() => library.value.favourites.includes(placement.id)).value
  const { id, name, shipped } = placement
  const hint = placementHint(placement)
  return (
    <div class={`${layout.row} ${layout.listRow} ${css.row}`} data-row={id}>
      <label
        class={`${layout.row} ${layout.gap6} ${layout.grow} ${css.choice}`}
        title={`${name}\n${hint}`}
      >
        <input
          type="checkbox"
          class={`${common.checkbox} ${css.box}`}
          checked={isChosen}
          tabIndex={isStop ? 0 : -1}
          data-stop={id}
          aria-label={placementText(placement)}
          aria-description={hint}
          onChange={() => {
            variants.change((draft) => togglePlacement(draft, id))
          }}
        />
        <span class={`${common.ellipsis} ${layout.grow}`} dir="auto">
          {name}
        </span>
        <span class={`${common.fact} ${css.size}`}>{sizeText(placement)}</span>
      </label>
      {shipped === null && (
        <IconButton
          class={`${icon.icon} ${css.icon}`}
          tabIndex={-1}
          aria-label={editText(name)}
          onClick={() => {
            onEdit(id)
          }}
        >
          <EditIcon />
        </IconButton>
      )}
      <IconButton
        class={`${icon.icon} ${isFavourite ? css.starred : css.icon}`}
        tabIndex={-1}
        aria-pressed={isFavourite}
        aria-label={favouriteText(name)}
        onClick={() => {
          actions.changeLibrary((latest) => toggleFavourite(latest, id))
        }}
      >
        <StarIcon isFull={isFavourite} />
      </IconButton>
    </div>
  )
}
