import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useAppState } from '../../state/app-state.ts'
import type { ImageHash, NodeId } from '../../../contract/model/ids.ts'
import { centre, type FocalPoint, type Size } from '../../../contract/model/geometry.ts'
import { comparedText, compareKeys, compareReading, comparisonGone, reviewLabels } from './text.ts'
import chip from '../../components/widgets/chip.module.css'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './compare-panel.module.css'
import { drawCover } from '../../components/pictures/draw-cover.ts'
import { type KeptPicture, useKeptPicture } from '../../components/pictures/use-full-picture.ts'
import type { SwapInfo } from '../../../contract/model/swap.ts'
import { boxStyle, cornersStyle, pixelsOf } from './comparison-size.ts'

interface Props {
  readonly swap: SwapInfo
}

const largeStep = 10

/** How far Shift and an arrow key move the slider; without Shift the browser moves it by 1. */
const largeSteps: Readonly<Partial<Record<string, number>>> = {
  ArrowLeft: -largeStep,
  ArrowDown: -largeStep,
  ArrowRight: largeStep,
  ArrowUp: largeStep,
}

/**
 * A layer before and after its swap, laid over each other in the layer's shape: before is left of the
 * slider, after is right of it.
 */
export function ComparePanel({ swap }: Props) {
  const { plugin } = useAppState()
  const { recipe, size, corners, original, render } = swap
  const { progress, reference, focalPoint } = recipe
  const [share, setShare] = useState(50)
  const panel = useRef<HTMLElement>(null)
  const slider = useRef<HTMLInputElement>(null)
  const pixels = pixelsOf(size)
  const picture = progress.state === 'done' ? progress.picture : null
  // With live text, only the canvas shows both sides completely.
  const isLive = recipe.details.live !== undefined
  const longEdge = Math.max(pixels.width, pixels.height)
  const readFrom = (node: NodeId | null) => async (hash: ImageHash) => {
    const seen = isLive && node ? await plugin.call('thumbnail', { source: node, longEdge }) : null
    return seen?.bytes ?? (await plugin.call('readReference', { hash })).bytes
  }
  // The layers themselves are drawn then: each may have changed whenever the swap is read again.
  const of = isLive && swap
  const before = useKeptPicture(readFrom(original), reference, pixels, of)
  const after = useKeptPicture(
    readFrom(render),
    isLive ? picture && { ...picture, ...size } : picture,
    pixels,
    of,
  )
  const missing = [
    before.state !== 'gone'
      ? null
      : original === null
        ? comparisonGone.beforeAndOriginal
        : comparisonGone.before,
    after.state === 'gone' ? comparisonGone.after : null,
  ].filter((sentence) => sentence !== null)
  const isReading = before.state === 'reading' || after.state === 'reading'

  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' })
    // If a button on the canvas opened the panel, nothing has the focus yet.
    if (document.activeElement === document.body) slider.current?.focus()
  }, [])

  return (
    <section
      ref={panel}
      class={`${layout.column} ${layout.gap4}`}
      aria-label={reviewLabels.compare}
      aria-busy={isReading}
    >
      <p class={`${layout.between} ${common.hint}`}>
        <span>{reviewLabels.before}</span>
        <span>{reviewLabels.after}</span>
      </p>
      <div class={css.stage} style={{ width: boxStyle(size).width }}>
        <div class={css.pictures} style={{ ...boxStyle(size), ...cornersStyle(size, corners) }}>
          <Layer
            picture={before}
            pixels={pixels}
            frame={size}
            focalPoint={centre}
            clip={`inset(0 ${String(100 - share)}% 0 0)`}
          />
          <Layer
            picture={after}
            pixels={pixels}
            frame={size}
            focalPoint={isLive ? centre : focalPoint}
            clip={`inset(0 0 0 ${String(share)}%)`}
          />
          <span class={css.divider} style={{ left: `${String(share)}%` }} aria-hidden="true" />
        </div>
        <input
          ref={slider}
          type="range"
          class={`${chip.control} ${css.slider}`}
          min={0}
          max={100}
          step={1}
          value={share}
          aria-label={reviewLabels.compare}
          aria-valuetext={comparedText(share)}
          aria-description={compareKeys}
          title={compareKeys}
          onInput={({ currentTarget }) => {
            setShare(currentTarget.valueAsNumber)
          }}
          onKeyDown={(event) => {
            const step = largeSteps[event.key]
            if (!event.shiftKey || step === undefined) return
            event.preventDefault()
            setShare(Math.min(100, Math.max(0, share + step)))
          }}
        />
      </div>
      {isReading && <p class={common.hint}>{compareReading}</p>}
      {missing.length > 0 && <p class={common.missing}>{missing.join(' ')}</p>}
    </section>
  )
}

interface LayerProps {
  readonly picture: KeptPicture
  readonly pixels: Size
  readonly frame: Size
  readonly focalPoint: FocalPoint
  /** The side of the slider on which it is seen. */
  readonly clip: string
}

function Layer({ picture, pixels, frame, focalPoint, clip }: LayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const bitmap = picture.state === 'read' ? picture.bitmap : null
  useLayoutEffect(() => {
    if (canvas.current !== null) drawCover(canvas.current, bitmap, pixels, frame, focalPoint)
  }, [bitmap, pixels.width, pixels.height, frame.width, frame.height, focalPoint.x, focalPoint.y])
  return <canvas ref={canvas} class={css.layer} style={{ clipPath: clip }} aria-hidden="true" />
}
