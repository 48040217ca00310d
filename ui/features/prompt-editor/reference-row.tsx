import { type FurtherReference, roles } from '../../../contract/model/reference.ts'
import {
  imageText,
  moveDownText,
  moveUpText,
  promptLabels,
  removeText,
  roleText,
  roleTexts,
} from './text.ts'
import common from '../../components/widgets/common.module.css'
import { ChevronIcon, RemoveIcon } from '../../components/widgets/icons.tsx'
import { useAppState } from '../../state/app-state.ts'
import icon from '../../components/widgets/icon-button.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './reference-list.module.css'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import type { ChosenReference } from '../composer/prompt-draft.ts'

interface Props {
  readonly chosen: ChosenReference
  /** Which image it is in the request. */
  readonly image: number
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onRole: (role: FurtherReference['role']) => void
  readonly onMove: (by: -1 | 1, button: HTMLElement) => void
  readonly onRemove: (row: HTMLElement) => void
}

/** A further reference: what it looks like, what it shows the model, and its place. */
export function ReferenceRow(props: Props) {
  const { chosen, image, isFirst, isLast, onRole, onMove, onRemove } = props
  const { referencePictures } = useAppState()
  const { name, role, reference } = chosen
  return (
    <li class={`${layout.row} ${layout.listRow} ${css.row}`}>
      <span class={`${common.fact} ${css.image}`} title={imageText(image)}>
        <span class={common.visuallyHidden}>{imageText(image)}</span>
        <span aria-hidden="true">{image}</span>
      </span>
      <SmallPicture of={reference?.hash ?? null} from={referencePictures} class={css.picture} />
      <span class={`${common.ellipsis} ${layout.grow} ${css.name}`} title={name} dir="auto">
        {name}
        {reference === null && <span class={common.hint}> {promptLabels.capturing}</span>}
      </span>
      <select
        class={css.role}
        aria-label={roleText(name)}
        value={role}
        onChange={(event) => {
          const { value } = event.currentTarget
          const chosenRole = roles.find((each) => each === value)
          if (chosenRole !== undefined) onRole(chosenRole)
        }}
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {roleTexts[each]}
          </option>
        ))}
      </select>
      <button
        type="button"
        class={`${icon.icon} ${icon.clearer}`}
        aria-label={moveUpText(name)}
        aria-disabled={isFirst}
        onClick={(event) => {
          onMove(-1, event.currentTarget)
        }}
      >
        <ChevronIcon turn="up" />
      </button>
      <button
        type="button"
        class={`${icon.icon} ${icon.clearer}`}
        aria-label={moveDownText(name)}
        aria-disabled={isLast}
        onClick={(event) => {
          onMove(1, event.currentTarget)
        }}
      >
        <ChevronIcon turn="down" />
      </button>
      <button
        type="button"
        class={`${icon.icon} ${icon.clearer}`}
        aria-label={removeText(name)}
        onClick={(event) => {
          const row = event.currentTarget.closest('li')
          if (row !== null) onRemove(row)
        }}
      >
        <RemoveIcon />
      </button>
    </li>
  )
}
