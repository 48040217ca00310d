import type { HostDocument } from '../../host/document/document.ts'
import { union } from '../../host/document/geometry.ts'
import type { Rect } from '../../host/document/types.ts'
import type { Board } from './board.ts'
import type { Camera } from './camera.ts'

const nameFont = '11px Inter, system-ui, sans-serif'
const nameGap = 7
/** A frame seen smaller than this has no name: names would lie over one another. */
const namedFrom = 28

/**
 * What lies over the frames and is not part of the document: names, outlines of what is selected and of
 * what a click would select, the marquee.
 */
export function paintOverlay(
  pen: CanvasRenderingContext2D,
  board: Board,
  document: HostDocument,
  camera: Camera,
  shown: readonly string[],
): void {
  const style = getComputedStyle(board.canvas)
  const accent = style.getPropertyValue('--accent')
  const quiet = style.getPropertyValue('--canvas-text')
  const selected = document.selection().filter((id) => document.has(id))
  const { hovered } = board.preview
  pen.font = nameFont
  pen.textBaseline = 'bottom'
  for (const id of shown) {
    const place = camera.rectToScreen(board.rectOf(id))
    const lit = selected.includes(id) || hovered === id
    pen.fillStyle = lit ? accent : quiet
    // what is locked lies over what has a name of its own there
    if (lit || !document.prop(id, 'locked')) paintName(pen, document.prop(id, 'name'), place)
  }
  for (const id of selected) outline(pen, camera.rectToScreen(board.rectOf(id)), accent, 1.5)
  if (hovered !== null && document.has(hovered) && !selected.includes(hovered)) {
    outline(pen, camera.rectToScreen(board.rectOf(hovered)), accent, 2)
  }
  const whole = union(selected.map((id) => board.rectOf(id)))
  if (whole !== null) paintHandles(pen, camera.rectToScreen(whole), whole, accent)
  if (board.preview.marquee !== null) paintMarquee(pen, camera, board.preview.marquee, accent)
}

function paintName(pen: CanvasRenderingContext2D, name: string, { x, y, width }: Rect): void {
  if (width < namedFrom) return
  pen.fillText(shortened(pen, name, width), x, y - nameGap + 2)
}

function shortened(pen: CanvasRenderingContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text
  let end = text.length
  while (end > 1 && pen.measureText(`${text.slice(0, end)}…`).width > width) end--
  return `${text.slice(0, end)}…`
}

function outline(
  pen: CanvasRenderingContext2D,
  { x, y, width, height }: Rect,
  colour: string,
  weight: number,
): void {
  pen.strokeStyle = colour
  pen.lineWidth = weight
  pen.strokeRect(x, y, width, height)
}

/** The corners of the selection, and its size below it. */
function paintHandles(
  pen: CanvasRenderingContext2D,
  place: Rect,
  page: Rect,
  accent: string,
): void {
  outline(pen, place, accent, 1)
  for (const x of [place.x, place.x + place.width]) {
    for (const y of [place.y, place.y + place.height]) {
      pen.fillStyle = '#fff'
      pen.fillRect(x - 3.5, y - 3.5, 7, 7)
      outline(pen, { x: x - 3.5, y: y - 3.5, width: 7, height: 7 }, accent, 1)
    }
  }
  const label = `${Math.round(page.width)} × ${Math.round(page.height)}`
  const width = pen.measureText(label).width + 10
  const x = place.x + place.width / 2 - width / 2
  const y = place.y + place.height + 8
  pen.fillStyle = accent
  pen.beginPath()
  pen.roundRect(x, y, width, 17, 3)
  pen.fill()
  pen.fillStyle = '#fff'
  pen.fillText(label, x + 5, y + 15)
}

function paintMarquee(
  pen: CanvasRenderingContext2D,
  camera: Camera,
  marquee: Rect,
  accent: string,
): void {
  const place = camera.rectToScreen(marquee)
  pen.save()
  pen.globalAlpha = 0.1
  pen.fillStyle = accent
  pen.fillRect(place.x, place.y, place.width, place.height)
  pen.restore()
  outline(pen, place, accent, 1)
}
