import type { HostDocument } from '../../host/document/document.ts'
import { absoluteRenderBounds } from '../../host/document/measure.ts'
import type { NodeRecord, Rect } from '../../host/document/types.ts'
import type { Env, Surface } from '../../host/env/env.ts'
import { loadPictures, paintNode } from '../../host/painter.ts'

export type Tile = {
  readonly surface: Surface
  readonly scale: number
  /** Where the tile lies, from the node's own x and y. */
  readonly bounds: Rect
  readonly records: readonly NodeRecord[]
}

/** Pixels of a tile at the most: a frame looked at from very near is drawn coarser. */
const maxPixels = 8_000_000
/** How long the scale rests before tiles are painted again in it; till then they are stretched. */
const restMs = 120

/**
 * Painted frames, kept until they look different: to pan, zoom and drag is to lay them elsewhere.
 * A frame whose picture is still being decoded keeps its old look meanwhile.
 */
export class Tiles {
  readonly #document: HostDocument
  readonly #env: Env
  readonly #onPainted: () => void
  readonly #tiles = new Map<string, Tile>()
  readonly #busy = new Set<string>()
  #scale = 1
  #scaledAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(document: HostDocument, env: Env, onPainted: () => void) {
    this.#document = document
    this.#env = env
    this.#onPainted = onPainted
  }

  /** The tile at hand; if it is not quite what is wanted, a better one is on its way. */
  get(id: string, scale: number): Tile | null {
    this.#scaleIs(scale)
    const tile = this.#tiles.get(id) ?? null
    const records = recordsOf(this.#document, id)
    const right = tile !== null && sameLook(tile.records, records)
    if (right && tile.scale === this.#allowed(tile.bounds, scale)) return tile
    const waits = right && performance.now() - this.#scaledAt < restMs
    if (!waits) void this.#paint(id)
    return tile
  }

  /** Forgets frames that are gone. */
  keep(ids: readonly string[]): void {
    for (const id of this.#tiles.keys()) if (!ids.includes(id)) this.#tiles.delete(id)
  }

  #scaleIs(scale: number): void {
    if (scale === this.#scale) return
    this.#scale = scale
    this.#scaledAt = performance.now()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#onPainted, restMs + 10)
  }

  #allowed({ width, height }: Rect, scale: number): number {
    return Math.min(scale, Math.sqrt(maxPixels / Math.max(1, width * height)))
  }

  async #paint(id: string): Promise<void> {
    if (this.#busy.has(id)) return
    this.#busy.add(id)
    const pictures = await loadPictures(this.#document, this.#env, [id])
    this.#busy.delete(id)
    if (this.#document.find(id) === null) return
    const records = recordsOf(this.#document, id)
    const bounds = absoluteRenderBounds(this.#document, id) ?? { x: 0, y: 0, width: 0, height: 0 }
    const scale = this.#allowed(bounds, this.#scale)
    const side = (length: number) => Math.max(1, Math.round(length * scale))
    const surface = this.#env.createSurface(side(bounds.width), side(bounds.height))
    // edges fall on whole pixels: on halves, what is below would shimmer through
    const across = surface.width / Math.max(1, bounds.width)
    const down = surface.height / Math.max(1, bounds.height)
    surface.pen.setTransform(across, 0, 0, down, -bounds.x * across, -bounds.y * down)
    paintNode({ document: this.#document, env: this.#env, pictures, surface }, id)
    const x = bounds.x - this.#document.prop(id, 'x')
    const y = bounds.y - this.#document.prop(id, 'y')
    this.#tiles.set(id, { surface, scale, bounds: { ...bounds, x, y }, records })
    this.#onPainted()
  }
}

const recordsOf = (document: HostDocument, id: string): readonly NodeRecord[] =>
  [id, ...document.descendants(id)].map((each) => document.node(each))

/** Records are never changed, so the same record looks the same; a frame may have been moved. */
const sameLook = (before: readonly NodeRecord[], now: readonly NodeRecord[]): boolean =>
  before.length === now.length &&
  before.every((record, at) => {
    const other = now[at]
    if (record === other) return true
    return at === 0 && other !== undefined && onlyMoved(record, other)
  })

const onlyMoved = (before: NodeRecord, now: NodeRecord): boolean => {
  const was: Readonly<Record<string, unknown>> = before.props
  const is: Readonly<Record<string, unknown>> = now.props
  const names = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...names].every((name) => name === 'x' || name === 'y' || was[name] === is[name])
}
