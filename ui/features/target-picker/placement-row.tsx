import { Component } from 'preact'
import { editText, favouriteText, placementHint } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { EditIcon, StarIcon } from '../../components/widgets/icons.tsx'
import type { KnownPlacement } from '../composer/placement-catalog.ts'
import css from './placement-picker.module.css'
import { placementText, sizeText } from '../../text/format.ts'

/** What can be done with a placement; the same for all rows, for good. */
export interface PlacementActions {
  readonly toggle: (id: string) => void
  readonly toggleFavourite: (id: string) => void
  readonly edit: (id: string) => void
}

interface Props {
  readonly placement: KnownPlacement
  readonly isChosen: boolean
  readonly isFavourite: boolean
  /** Whether Tab leads to it: to one row of the list. */
  readonly isStop: boolean
  readonly actions: PlacementActions
}

/** One placement to tick. Most of the many rows stay as they are when one changes. */
export class PlacementRow extends Component<Props> {
  override shouldComponentUpdate(next: Readonly<Props>): boolean {
    const { placement, isChosen, isFavourite, isStop } = this.props
    return (
      next.placement !== placement ||
      next.isChosen !== isChosen ||
      next.isFavourite !== isFavourite ||
      next.isStop !== isStop
    )
  }

  override render() {
    const { placement, isChosen, isFavourite, isStop, actions } = this.props
    const { id, name, shipped } = placement
    const hint = placementHint(placement)
    return (
      <div class={css.row} data-row={id}>
        <label class={css.choice} title={hint}>
          <input
            type="checkbox"
            class={`${common.checkbox} ${css.box}`}
            checked={isChosen}
            tabIndex={isStop ? 0 : -1}
            data-stop={id}
            aria-label={placementText(placement)}
            aria-description={hint}
            onChange={() => {
              actions.toggle(id)
            }}
          />
          <span class={css.name}>{name}</span>
          <span class={css.size}>{sizeText(placement)}</span>
        </label>
        {shipped === null && (
          <button
            type="button"
            class={css.icon}
            tabIndex={-1}
            aria-label={editText(name)}
            title={editText(name)}
            onClick={() => {
              actions.edit(id)
            }}
          >
            <EditIcon />
          </button>
        )}
        <button
          type="button"
          class={isFavourite ? css.starred : css.icon}
          tabIndex={-1}
          aria-pressed={isFavourite}
          aria-label={favouriteText(name)}
          title={favouriteText(name)}
          onClick={() => {
            actions.toggleFavourite(id)
          }}
        >
          <StarIcon isFull={isFavourite} />
        </button>
      </div>
    )
  }
}
