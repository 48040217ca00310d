import { intersect } from '../../host/document/geometry.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { moveTo } from '../../host/document/layout.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import type { Rect } from '../../host/document/types.ts'
import type { Board } from './board.ts'
import type { Camera, Point } from './camera.ts'
import { clicked, deepest, entered } from './picking.ts'
import { shownFrames } from './shown.ts'

/** Pixels of the screen before a press becomes a drag. */
const slack = 3

/** Figma's keys for the innermost layer: Ctrl, or Cmd. */
const isDeep = (event: MouseEvent | KeyboardEvent) => event.ctrlKey || event.metaKey

type Gesture = { move(event: PointerEvent): void; end(event: PointerEvent): void }

export type Hand = {
  /** While it is held, a drag moves the view: the space bar. */
  hold(held: boolean): void
  /** Gives up the gesture that is under way; says whether there was one. */
  cancel(): boolean
}

/** The mouse and the trackpad on the canvas: select, go deeper, move, draw a marquee, pan and zoom. */
export function followPointer(board: Board, document: HostDocument, camera: Camera): Hand {
  const { canvas } = board
  let gesture: Gesture | null = null
  let held = false
  let pointed: Point | null = null

  const point = (event: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const cursor = (name: string) => (canvas.style.cursor = name)
  const select = (ids: readonly string[]) => document.setSelection(document.currentPage, ids)

  const hitBy = (at: Point, isDeep: boolean): string | null => {
    const path = board.pathAt(camera.toPage(at))
    return isDeep ? deepest(path) : clicked(document, path)
  }

  const pan = (): Gesture => {
    cursor('grabbing')
    return {
      move: (event) => camera.panBy(event.movementX, event.movementY),
      end: () => cursor(held ? 'grab' : ''),
    }
  }

  const drag = (start: Point, onClick: () => void): Gesture => {
    let far = false
    return {
      move: (event) => {
        const now = point(event)
        far ||= Math.hypot(now.x - start.x, now.y - start.y) > slack
        if (!far) return
        const from = camera.toPage(start)
        const to = camera.toPage(now)
        // whole pixels, as Figma snaps
        board.preview.drag = { x: Math.round(to.x - from.x), y: Math.round(to.y - from.y) }
        board.repaint()
      },
      end: () => {
        const by = board.preview.drag
        board.preview.drag = null
        if (by === null) onClick()
        else moveSelected(document, by)
        board.repaint()
      },
    }
  }

  const marquee = (start: Point, add: boolean): Gesture => {
    const before = add ? document.selection() : []
    const from = camera.toPage(start)
    if (!add) select([])
    return {
      move: (event) => {
        const rect = between(from, camera.toPage(point(event)))
        board.preview.marquee = rect
        const touched = shownFrames(document)
          .filter((id) => !document.prop(id, 'locked') && document.node(id).type !== 'SECTION')
          .filter((id) => intersect(absoluteBoundingBox(document, id), rect) !== null)
        const wanted = [...new Set([...before, ...touched])]
        // told only when it changes: a plugin hears of each
        if (wanted.join() !== document.selection().join()) select(wanted)
        board.repaint()
      },
      end: () => {
        board.preview.marquee = null
        board.repaint()
      },
    }
  }

  const press = (event: PointerEvent): Gesture | null => {
    if (event.button === 1 || (event.button === 0 && held)) return pan()
    if (event.button !== 0) return null
    const start = point(event)
    const hit = hitBy(start, isDeep(event))
    if (hit === null) return marquee(start, event.shiftKey)
    const before = document.selection()
    if (event.shiftKey) {
      select(before.includes(hit) ? before.filter((id) => id !== hit) : [...before, hit])
      return drag(start, () => undefined)
    }
    if (before.includes(hit)) return drag(start, () => before.length > 1 && select([hit]))
    select([hit])
    return drag(start, () => undefined)
  }

  canvas.addEventListener('pointerdown', (event) => {
    canvas.focus()
    canvas.classList.add('by-pointer')
    canvas.setPointerCapture(event.pointerId)
    gesture = press(event)
    if (event.button === 1) event.preventDefault()
  })
  canvas.addEventListener('pointermove', (event) => {
    if (gesture !== null) {
      gesture.move(event)
      return
    }
    pointed = point(event)
    hover(held ? null : hitBy(pointed, isDeep(event)))
  })
  canvas.addEventListener('dblclick', (event) => {
    if (isDeep(event) || event.shiftKey) return
    const inner = entered(document, board.pathAt(camera.toPage(point(event))))
    if (inner !== null) select([inner])
  })
  canvas.addEventListener('blur', () => canvas.classList.remove('by-pointer'))
  const end = (event: PointerEvent) => {
    gesture?.end(event)
    gesture = null
  }
  canvas.addEventListener('pointerup', end)
  canvas.addEventListener('pointercancel', end)
  canvas.addEventListener('pointerleave', () => {
    pointed = null
    hover(null)
  })
  // what is outlined is what a click would select: the key alone changes that
  for (const type of ['keydown', 'keyup'] as const) {
    addEventListener(type, (event) => {
      if (pointed === null || gesture !== null || held) return
      if (event.key === 'Control' || event.key === 'Meta') hover(hitBy(pointed, isDeep(event)))
    })
  }
  canvas.addEventListener('wheel', (event) => turnWheel(event, camera, point(event)), {
    passive: false,
  })

  function hover(id: string | null): void {
    if (board.preview.hovered === id) return
    board.preview.hovered = id
    board.repaint()
  }

  return {
    hold: (now) => {
      held = now
      if (gesture === null) cursor(now ? 'grab' : '')
      if (now) hover(null)
    },
    cancel: () => {
      if (gesture === null) return false
      gesture = null
      Object.assign(board.preview, { drag: null, marquee: null })
      cursor(held ? 'grab' : '')
      board.repaint()
      return true
    },
  }
}

/** Scrolls; with Ctrl or Cmd, which is also what a pinch on a trackpad sends, zooms. */
function turnWheel(event: WheelEvent, camera: Camera, point: Point): void {
  event.preventDefault()
  const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
  const dx = event.deltaX * line
  const dy = event.deltaY * line
  if (event.ctrlKey || event.metaKey) {
    // a notch of a mouse wheel is far more than a step of a pinch
    const step = Math.max(-60, Math.min(60, dy))
    camera.zoomAt(point, Math.exp(-step * 0.008))
  } else if (event.shiftKey && dx === 0) camera.panBy(-dy, 0)
  else camera.panBy(-dx, -dy)
}

/** All that is selected moves in one step of the undo history. */
function moveSelected(document: HostDocument, by: Point): void {
  document.person(() => {
    for (const id of document.selection()) {
      moveTo(document, id, document.prop(id, 'x') + by.x, document.prop(id, 'y') + by.y)
    }
  })
}

const between = (a: Point, b: Point): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
})
