import type { HostDocument } from '../../host/document/document.ts'
import { union } from '../../host/document/geometry.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import type { Rect } from '../../host/document/types.ts'

export type Point = { readonly x: number; readonly y: number }

const zooms = { min: 0.02, max: 16 }
/** Room left around what is fitted, in pixels of the screen; above it stand the names. */
const margin = 56

/**
 * Leads between the page of the document and the screen. Where it looks is the document's own
 * viewport, so that a plugin that moves the viewport moves what is seen.
 */
export class Camera {
  readonly #document: HostDocument
  readonly #area: () => { width: number; height: number }

  /** `area`: the part of the canvas, from its top left, that nothing covers. */
  constructor(document: HostDocument, area: () => { width: number; height: number }) {
    this.#document = document
    this.#area = area
  }

  get zoom(): number {
    return this.#document.viewport().zoom
  }

  toScreen({ x, y }: Point): Point {
    const { center, zoom } = this.#document.viewport()
    const { width, height } = this.#area()
    return { x: (x - center.x) * zoom + width / 2, y: (y - center.y) * zoom + height / 2 }
  }

  toPage({ x, y }: Point): Point {
    const { center, zoom } = this.#document.viewport()
    const { width, height } = this.#area()
    return { x: (x - width / 2) / zoom + center.x, y: (y - height / 2) / zoom + center.y }
  }

  rectToScreen({ x, y, width, height }: Rect): Rect {
    return { ...this.toScreen({ x, y }), width: width * this.zoom, height: height * this.zoom }
  }

  get middle(): Point {
    const { width, height } = this.#area()
    return { x: width / 2, y: height / 2 }
  }

  panBy(dx: number, dy: number): void {
    const { center, zoom } = this.#document.viewport()
    this.#set({ x: center.x - dx / zoom, y: center.y - dy / zoom }, zoom)
  }

  /** The point of the screen keeps showing the same point of the page. */
  zoomAt(point: Point, factor: number): void {
    const zoom = Math.min(zooms.max, Math.max(zooms.min, this.zoom * factor))
    const { x, y } = this.toPage(point)
    const { middle } = this
    this.#set({ x: x - (point.x - middle.x) / zoom, y: y - (point.y - middle.y) / zoom }, zoom)
  }

  zoomTo(zoom: number): void {
    this.zoomAt(this.middle, zoom / this.zoom)
  }

  /** Shows the nodes as large as they fit, but never magnified. */
  fit(ids: readonly string[]): void {
    const rect = union(ids.map((id) => absoluteBoundingBox(this.#document, id)))
    if (rect !== null) this.look(rect)
  }

  look(rect: Rect): void {
    const { width, height } = this.#area()
    const across = Math.max(50, width - 2 * margin) / rect.width
    const down = Math.max(50, height - 2 * margin) / rect.height
    const zoom = Math.max(zooms.min, Math.min(1, across, down))
    this.#set({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }, zoom)
  }

  #set(center: Point, zoom: number): void {
    this.#document.setViewport({ center, zoom })
  }
}
