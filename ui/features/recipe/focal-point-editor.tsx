import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { FocalPoint } from '../../../contract/model/geometry.ts'
import { useAppState } from '../../state/app-state.ts'
import { focalHint, whatText } from './text.ts'
import { FocalPreview } from '../../components/pictures/focal-point-picker.tsx'
import type { KeptPictures } from '../../state/pictures.ts'
import css from './recipe-panel.module.css'
import { createDebouncer } from '../../components/widgets/debounce.ts'
import { usePicture } from '../../components/pictures/use-picture.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'

/** Milliseconds without a key press before the picture is moved. */
const pause = 500

interface Props {
  readonly variant: VariantInfo
  readonly pictures: KeptPictures
  /** The picture was moved. */
  readonly onMoved: () => void
}

/**
 * The picture of a variant, with the parts that its frame crops. A move is one undo step, however many
 * keys it took.
 */
export function RecipeFocal({ variant, pictures, onMoved }: Props) {
  const { plugin, clock, feedback, textChecks } = useAppState()
  const { node, recipe, bounds } = variant
  const { progress } = recipe
  const picture = progress.state === 'done' ? progress.picture : null
  const bitmap = usePicture(picture?.hash ?? null, pictures)
  const [focalPoint, setFocalPoint] = useState(recipe.focalPoint)
  const isHeld = useRef(false)
  const latest = useRef(recipe)
  latest.current = recipe
  // One for each variant: a move is applied to that variant, whatever is selected by then.
  const debouncer = useMemo(
    () =>
      createDebouncer<FocalPoint>(clock, pause, (value) => {
        textChecks
          .scrimBy(node, { ...latest.current, focalPoint: value })
          .then((scrim) => plugin.call('moveFocalPoint', { node, focalPoint: value, scrim }))
          .then(onMoved, (error: unknown) => {
            console.warn('The picture was not moved.', error)
            feedback.report('refocus')
          })
      }),
    [clock, node],
  )

  useEffect(() => {
    if (!debouncer.isUnsettled()) setFocalPoint(recipe.focalPoint)
  }, [debouncer, recipe.focalPoint.x, recipe.focalPoint.y])
  useEffect(
    () => () => {
      debouncer.release()
    },
    [debouncer],
  )

  function letGo() {
    isHeld.current = false
    debouncer.release()
  }

  if (picture === null) return null
  return (
    <div
      class={css.focal}
      title={focalHint}
      onPointerDownCapture={() => {
        isHeld.current = true
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onFocusOut={letGo}
    >
      <FocalPreview
        bitmap={bitmap}
        picture={picture}
        frame={bounds}
        focalPoint={focalPoint}
        name={whatText(recipe)}
        onChange={(next) => {
          setFocalPoint(next)
          debouncer.change(next, isHeld.current)
        }}
      />
    </div>
  )
}
