import { useLayoutEffect, useRef } from 'preact/hooks'
import { centre, type FocalPoint, type Size } from '../../../contract/model/geometry.ts'
import { drawContained } from './draw-contained.ts'
import css from './focal-point-picker.module.css'
import { focalHelp, focalLabel, focalText } from './text.ts'
import { cropWindow } from '../../../contract/geometry/cover.ts'
import { arrowKeys } from '../../lib/arrow-keys.ts'

interface FitProps {
  /** What the picture shows, or is made from; null while there is nothing to show. */
  readonly bitmap: ImageBitmap | null
  /** The size of the picture; only its shape counts. */
  readonly picture: Size
  /** The frame that the picture covers. */
  readonly frame: Size
  readonly focalPoint?: FocalPoint
}

interface Props extends FitProps {
  readonly focalPoint: FocalPoint
  readonly onChange: (focalPoint: FocalPoint) => void
  /** Whose focal point it is: "Instagram story". */
  readonly name: string
}

/** The long edge of the preview, in CSS pixels. */
const longEdge = 128
/** Canvas pixels for each CSS pixel, for dense screens. */
const density = 2

const step = 0.02
const largeStep = 0.1

/** The whole source in the picture's shape, as the model will lay it out, with what a frame crops hatched. */
export function FitPreview({ bitmap, picture, frame, focalPoint = centre }: FitProps) {
  const size = previewSize(picture)
  return (
    <div class={css.preview} style={pixelsOf(size)}>
      <Picture bitmap={bitmap} size={size} />
      <Cuts picture={picture} frame={frame} focalPoint={focalPoint} />
    </div>
  )
}

/** A `FitPreview` with the focal point as a slider in both directions, for the pointer and the arrow keys. */
export function FocalPreview({ bitmap, picture, frame, focalPoint, onChange, name }: Props) {
  const size = previewSize(picture)

  function moveTo(x: number, y: number) {
    onChange({ x: share(x), y: share(y) })
  }

  function onPointer(event: PointerEvent & { currentTarget: HTMLElement }) {
    const box = event.currentTarget.getBoundingClientRect()
    moveTo((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }

  function onKeyDown(event: KeyboardEvent) {
    const direction = arrowKeys[event.key]
    if (direction === undefined && event.key !== 'Home') return
    event.preventDefault()
    if (direction === undefined) {
      onChange(centre)
      return
    }
    const by = event.shiftKey ? largeStep : step
    moveTo(focalPoint.x + direction[0] * by, focalPoint.y + direction[1] * by)
  }

  return (
    <div
      class={`${css.preview} ${css.draggable}`}
      style={pixelsOf(size)}
      role="slider"
      tabIndex={0}
      aria-label={focalLabel(name)}
      aria-description={focalHelp}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(focalPoint.x * 100)}
      aria-valuetext={focalText(focalPoint)}
      title={focalText(focalPoint)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        onPointer(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onPointer(event)
      }}
      onDblClick={() => {
        onChange(centre)
      }}
    >
      <Picture bitmap={bitmap} size={size} />
      <Cuts picture={picture} frame={frame} focalPoint={focalPoint} />
      <span
        class={css.point}
        style={{ left: percent(focalPoint.x), top: percent(focalPoint.y) }}
        aria-hidden="true"
      />
    </div>
  )
}

interface PictureProps {
  readonly bitmap: ImageBitmap | null
  readonly size: Size
}

function Picture({ bitmap, size: { width, height } }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const pixels = { width: width * density, height: height * density }
    if (canvas.current !== null) drawContained(canvas.current, bitmap, pixels)
  }, [bitmap, width, height])
  return <canvas ref={canvas} class={css.picture} width={1} height={1} aria-hidden="true" />
}

function Cuts({ picture, frame, focalPoint }: Required<Omit<FitProps, 'bitmap'>>) {
  return (
    <>
      {cutsOf(picture, frame, focalPoint).map((style, index) => (
        <span key={index} class={css.cut} style={style} aria-hidden="true" />
      ))}
    </>
  )
}

/** In CSS pixels. */
function previewSize({ width, height }: Size): Size {
  const scale = longEdge / Math.max(width, height)
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

const pixelsOf = ({ width, height }: Size) => ({
  width: `${String(width)}px`,
  height: `${String(height)}px`,
})

/** The two strips that are cropped: top and bottom, or left and right; empty where nothing is. */
function cutsOf(picture: Size, frame: Size, focalPoint: FocalPoint) {
  const { x, y, width, height } = cropWindow(picture, frame, focalPoint)
  return width < height
    ? [
        { top: 0, bottom: 0, left: 0, width: percent(x) },
        { top: 0, bottom: 0, right: 0, width: percent(1 - x - width) },
      ]
    : [
        { left: 0, right: 0, top: 0, height: percent(y) },
        { left: 0, right: 0, bottom: 0, height: percent(1 - y - height) },
      ]
}

/** 0 to 1, in whole percents: the preview shows nothing finer. */
function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100
}

function percent(value: number): string {
  return `${String(value * 100)}%`
}
