import type { Rect } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Layer } from '../../../contract/model/layer.ts'
import { SwapLink, swapKey } from '../../../contract/model/plugin-data/swap-link.ts'
import { isSettled, type Job } from '../../../ui/engine/jobs/job.ts'
import { invert, multiply } from '../../host/document/geometry.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { absoluteTransform } from '../../host/document/measure.ts'
import type { NodeRecord, Transform } from '../../host/document/types.ts'
import { loadPictures, paintNode } from '../../host/painter.ts'
import { rawEnv } from './raw-env.ts'
import type { Rig } from './rig.ts'
import { swapOrderFor, type SwapWish } from './swap-wish.ts'

/** What the window hears of layers when a designer selects them. */
export async function described(rig: Rig, ids: readonly string[]): Promise<readonly Layer[]> {
  rig.person.select(ids)
  const { layers } = await rig.open()
  return layers
}

/** Selects layers, and presses Swap. Those that are refused are no part of the order. */
export async function order(rig: Rig, ids: readonly string[], wish: SwapWish = {}): Promise<void> {
  const layers = await described(rig, ids)
  rig.engine.swap(
    swapOrderFor(
      layers.filter((layer) => layer.swappable),
      wish,
    ),
  )
}

/** The same, and waits until all of it has come to an end. */
export async function swap(
  rig: Rig,
  ids: readonly string[],
  wish: SwapWish = {},
): Promise<readonly Job[]> {
  const before = rig.engine.snapshot().jobs.length
  await order(rig, ids, wish)
  return rig.until((jobs) => jobs.length > before && jobs.every(isSettled))
}

/** What a node keeps of its swap. */
export function endOf(document: HostDocument, id: string): SwapLink | null {
  const entries = Object.entries(document.node(id).pluginData)
  const text = entries.find(([key]) => key.endsWith(`/${swapKey}`))?.[1]
  return text === undefined ? null : SwapLink.parse(JSON.parse(text))
}

/** The render that a layer names as its own. */
export function renderOf(document: HostDocument, layer: string): NodeId {
  const end = endOf(document, layer)
  if (end?.end !== 'original') throw new Error(`${document.prop(layer, 'name')} was not swapped`)
  return end.render
}

/** All renders in a document that stand in a layer's place. */
export function rendersFor(document: HostDocument, layer: string): string[] {
  return document.descendants(document.rootId).filter((id) => {
    const end = endOf(document, id)
    return end?.end === 'render' && end.original === layer
  })
}

/**
 * Every node, by its id, whatever order the file keeps them in. Of the document's own data nothing: the
 * first run in a file writes there what the file is known by, whatever is ordered.
 */
export function treeOf(document: HostDocument): NodeRecord[] {
  return document
    .toJSON()
    .nodes.map((node) => (node.type === 'DOCUMENT' ? { ...node, pluginData: {} } : node))
    .sort((a, b) => a.id.localeCompare(b.id))
}

/** Whatever of a tree a designer can see or set: what the plugin keeps on its nodes is left out. */
export function withoutData(tree: readonly NodeRecord[]): unknown[] {
  return tree.map(({ pluginData: _data, relaunch: _buttons, ...rest }) => rest)
}

export interface Shot {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** What a part of the page looks like, pixel by pixel. */
export function pageShot(document: HostDocument, area: Rect): Promise<Shot> {
  const look: Transform = [
    [1, 0, -area.x],
    [0, 1, -area.y],
  ]
  return shot(document, document.currentPage, look, area)
}

/** What a node looks like by itself, upright: a part of it, in its own coordinates, enlarged. */
export function ownShot(
  document: HostDocument,
  id: string,
  part: Rect,
  scale: number,
): Promise<Shot> {
  const enlarge: Transform = [
    [scale, 0, -part.x * scale],
    [0, scale, -part.y * scale],
  ]
  const look = multiply(enlarge, invert(absoluteTransform(document, id)))
  return shot(document, id, look, { width: part.width * scale, height: part.height * scale })
}

async function shot(
  document: HostDocument,
  id: string,
  [[a, c, e], [b, d, f]]: Transform,
  size: { readonly width: number; readonly height: number },
): Promise<Shot> {
  const [width, height] = [Math.round(size.width), Math.round(size.height)]
  const pictures = await loadPictures(document, rawEnv, [id])
  const surface = rawEnv.createSurface(width, height)
  surface.pen.setTransform(a, b, c, d, e, f)
  paintNode({ document, env: rawEnv, pictures, surface }, id)
  const { buffer, byteOffset, length } = await surface.encode('image/png')
  return { width, height, data: new Uint8ClampedArray(buffer as ArrayBuffer, byteOffset, length) }
}

export interface Difference {
  /** In document pixels: how far off the bounds the farthest pixel that differs is; 0 for none. */
  readonly outside: number
  /** Of the pixels inside of the bounds, that differ. */
  readonly inside: number
}

/**
 * In which pixels two looks of the same part of a page differ.
 *
 * @param into leads from the page into the bounds' own coordinates, where these are a rectangle
 */
export function difference(
  [before, after]: readonly [Shot, Shot],
  area: Rect,
  into: Transform,
  { width, height }: { readonly width: number; readonly height: number },
): Difference {
  let outside = 0
  let all = 0
  let differing = 0
  for (let at = 0; at < before.width * before.height; at += 1) {
    const x = area.x + (at % before.width) + 0.5
    const y = area.y + Math.floor(at / before.width) + 0.5
    const own = { x: along(into[0], x, y), y: along(into[1], x, y) }
    const off = Math.max(-own.x, -own.y, own.x - width, own.y - height)
    const differs = [0, 1, 2, 3].some((c) => before.data[at * 4 + c] !== after.data[at * 4 + c])
    if (off <= 0) all += 1
    if (!differs) continue
    if (off <= 0) differing += 1
    else outside = Math.max(outside, off)
  }
  return { outside, inside: all === 0 ? 0 : differing / all }
}

function along([a, b, c]: readonly [number, number, number], x: number, y: number): number {
  return a * x + b * y + c
}

export function same(a: Shot, b: Shot): boolean {
  return Buffer.from(a.data.buffer).equals(Buffer.from(b.data.buffer))
}
