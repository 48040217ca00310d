import type { HostDocument } from '../../host/document/document.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import type { Rect } from '../../host/document/types.ts'
import type { Env } from '../../host/env/env.ts'
import type { Camera, Point } from './camera.ts'
import { paintOverlay } from './overlay.ts'
import { pathAt } from './picking.ts'
import { shownFrames } from './shown.ts'
import { Tiles } from './tiles.ts'

/** What a gesture shows before it is done: the document changes only at its end. */
export type Preview = {
  /** How far the selected frames are dragged, in the page's pixels. */
  drag: Point | null
  /** The rectangle that is drawn to select, in the page's pixels. */
  marquee: Rect | null
  /** What a click would select. */
  hovered: string | null
}

/** The canvas: paints what the camera sees, at most once a frame and only after a change. */
export class Board {
  readonly preview: Preview = { drag: null, marquee: null, hovered: null }
  readonly canvas: HTMLCanvasElement
  readonly #document: HostDocument
  readonly #camera: Camera
  readonly #tiles: Tiles
  readonly #isPainted: boolean
  #asked = false

  /** @param isPainted whether anybody looks at it: all else works the same without */
  constructor(
    canvas: HTMLCanvasElement,
    document: HostDocument,
    env: Env,
    camera: Camera,
    isPainted = true,
  ) {
    this.#isPainted = isPainted
    this.canvas = canvas
    this.#document = document
    this.#camera = camera
    this.#tiles = new Tiles(document, env, () => this.repaint())
    document.subscribe(() => this.repaint())
    new ResizeObserver(() => this.repaint()).observe(canvas)
    this.repaint()
  }

  repaint(): void {
    if (this.#asked || !this.#isPainted) return
    this.#asked = true
    requestAnimationFrame(() => {
      this.#asked = false
      this.#paint()
    })
  }

  /** The layers at a point of the page, from the outermost to the innermost. */
  pathAt(point: Point): readonly string[] {
    return pathAt(this.#document, point)
  }

  /** Where a layer is now, the drag that is under way counted in. */
  rectOf(id: string): Rect {
    const rect = absoluteBoundingBox(this.#document, id)
    const { drag } = this.preview
    if (drag === null || !this.#document.selection().includes(id)) return rect
    return { ...rect, x: rect.x + drag.x, y: rect.y + drag.y }
  }

  #shown(): readonly string[] {
    const { children } = this.#document.node(this.#document.currentPage)
    return children.filter((id) => this.#document.prop(id, 'visible'))
  }

  #paint(): void {
    const { canvas } = this
    const ratio = devicePixelRatio
    const width = Math.max(1, Math.round(canvas.clientWidth * ratio))
    const height = Math.max(1, Math.round(canvas.clientHeight * ratio))
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    const pen = canvas.getContext('2d')
    if (pen === null) return
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.clearRect(0, 0, width, height)
    const shown = this.#shown()
    this.#tiles.keep(shown)
    for (const id of shown) this.#paintTile(pen, id, ratio)
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintOverlay(pen, this, this.#document, this.#camera, shownFrames(this.#document))
  }

  #paintTile(pen: CanvasRenderingContext2D, id: string, ratio: number): void {
    const scale = this.#camera.zoom * ratio
    const place = this.#camera.rectToScreen(this.rectOf(id))
    const away =
      place.x > this.canvas.clientWidth ||
      place.y > this.canvas.clientHeight ||
      place.x + place.width < 0 ||
      place.y + place.height < 0
    if (away) return
    const tile = this.#tiles.get(id, scale)
    if (tile === null) return
    const { drag } = this.preview
    const dragged = drag !== null && this.#document.selection().includes(id) ? drag : { x: 0, y: 0 }
    const corner = this.#camera.toScreen({
      x: this.#document.prop(id, 'x') + dragged.x + tile.bounds.x,
      y: this.#document.prop(id, 'y') + dragged.y + tile.bounds.y,
    })
    const stretch = scale / tile.scale
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(
      tile.surface.drawable as HTMLCanvasElement,
      Math.round(corner.x * ratio),
      Math.round(corner.y * ratio),
      tile.surface.width * stretch,
      tile.surface.height * stretch,
    )
  }
}
