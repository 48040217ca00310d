import { useComputed } from '@preact/signals'
import type { ModelCell, Target } from '../../../contract/model/target.ts'
import common from '../../components/widgets/common.module.css'
import { IconButton } from '../../components/widgets/button.tsx'
import icon from '../../components/widgets/icon-button.module.css'
import { ChevronIcon, RemoveIcon } from '../../components/widgets/icons.tsx'
import layout from '../../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import { frameOfTarget } from '../../catalog/targets/frame-size.ts'
import { pictureSize } from '../../../contract/hiapi/models/model.ts'
import { useAppState } from '../../state/app-state.ts'
import { sizeText } from '../../formats/format.ts'
import { targetText } from '../../formats/terms.ts'
import { ownSize } from '../../../contract/model/job-plan.ts'
import type { ChosenFit } from '../composer/chosen-fits.ts'
import { useComposer } from '../composer/composer-state.ts'
import { keyOf, toggleTarget } from '../composer/draft.ts'
import css from './chosen-targets.module.css'
import { PlacementDetail, RatioDetail } from './target-detail.tsx'
import { cropChip, removeText } from './text.ts'

interface Props {
  readonly target: Target
  /** The ratio and resolution that are ordered. */
  readonly cell: ModelCell
  /** How the picture covers the placement; null for a plain ratio, whose frame is made for the picture. */
  readonly chosen: ChosenFit | null
}

/** One target: its size and crop. A press opens a preview, and remedies for the crop. */
export function ChosenTarget({ target, cell, chosen }: Props) {
  const { variants } = useComposer()
  const key = keyOf(target)
  const name = targetText(target)
  const isOpen = useComputed(() => variants.opened.value === key).value
  const chip = cropChip(chosen?.fit ?? null)
  const detail = `target-${key}`
  return (
    <li class={css.item}>
      <div class={`${layout.row} ${layout.listRow} ${css.line}`}>
        <button
          type="button"
          class={`${layout.row} ${layout.gap4} ${layout.grow} ${css.open}`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detail : undefined}
          onClick={() => {
            variants.opened.value = isOpen ? null : key
          }}
        >
          <ChevronIcon turn={isOpen ? 'down' : 'right'} />
          <span class={`${common.ellipsis} ${css.name}`} dir="auto" title={name}>
            {name}
          </span>{' '}
          <FrameFact target={target} cell={cell} />{' '}
          <span class={`${common.figures} ${css.crop}`} data-severity={chip.severity}>
            {chip.text}
          </span>
        </button>
        <IconButton
          class={icon.icon}
          aria-label={removeText(name)}
          onClick={(event) => {
            // The button is about to disappear with the focus in it. A pointer stays where the list is.
            moveFocusToFallback('target-search', { preventScroll: event.detail > 0 })
            variants.change((latest) => toggleTarget(latest, target))
          }}
        >
          <RemoveIcon />
        </IconButton>
      </div>
      {isOpen && (
        <div id={detail} class={css.detail}>
          {chosen === null ? (
            <RatioDetail target={target} cell={cell} />
          ) : (
            <PlacementDetail chosen={chosen} />
          )}
        </div>
      )}
    </li>
  )
}

/** The size of its frame, in pixels. For a plain ratio the size follows the first source. */
function FrameFact({ target, cell }: Pick<Props, 'target' | 'cell'>) {
  const model = useAppState().settings.model.value
  const { variants } = useComposer()
  const [source] = variants.usable.value
  const size =
    target.kind === 'placement'
      ? target.size
      : source === undefined
        ? null
        : frameOfTarget(target, ownSize(source), pictureSize(model, cell))
  const text = size === null ? '' : sizeText(size)
  // The name of an own size is the size.
  return <span class={`${common.fact} ${css.size}`}>{text === targetText(target) ? '' : text}</span>
}
