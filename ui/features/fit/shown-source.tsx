import { usePicture } from '../../components/pictures/use-picture.ts'
import { IconButton } from '../../components/widgets/button.tsx'
import common from '../../components/widgets/common.module.css'
import icon from '../../components/widgets/icon-button.module.css'
import { ChevronIcon } from '../../components/widgets/icons.tsx'
import layout from '../../components/widgets/layout.module.css'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import css from './chosen-targets.module.css'
import { fitLabels, previewedText } from './text.ts'

/** The source that previews show, the same in all of them. */
interface Shown {
  readonly name: string
  readonly index: number
  readonly count: number
  /** Null while it is being drawn, or if there is no source. */
  readonly bitmap: ImageBitmap | null
  readonly stepBy: (step: number) => void
}

export function useShownSource(): Shown {
  const { thumbnails } = useAppState()
  const { previewed, usable } = useComposer().variants
  const sources = usable.value
  const count = sources.length
  const index = Math.min(previewed.value, Math.max(0, count - 1))
  const source = sources[index]
  return {
    name: source?.name ?? '',
    index,
    count,
    bitmap: usePicture(source?.id ?? null, thumbnails.value),
    stepBy(step) {
      previewed.value = (index + step + count) % count
    },
  }
}

/** Says which of several sources is shown, with buttons for the others. */
export function ShownSource({ shown }: { readonly shown: Shown }) {
  if (shown.count < 2) return null
  const step = (by: 1 | -1) => (
    <IconButton
      class={icon.icon}
      aria-label={by < 0 ? fitLabels.previous : fitLabels.next}
      onClick={() => {
        shown.stepBy(by)
      }}
    >
      <ChevronIcon turn={by < 0 ? 'left' : 'right'} />
    </IconButton>
  )
  return (
    <div class={`${layout.row} ${css.shown}`}>
      {step(-1)}
      <span class={`${common.hint} ${common.ellipsis} ${layout.grow}`} dir="auto">
        {previewedText(shown.name, shown.index, shown.count)}
      </span>
      {step(1)}
    </div>
  )
}
