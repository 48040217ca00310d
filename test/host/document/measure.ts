import type { HostDocument } from './document.ts'
import {
  bounds,
  identity,
  intersect,
  invert,
  multiply,
  outset,
  placed,
  type Pose,
  union,
} from './geometry.ts'
import { lineHeightAt, sizeOfLines } from './fit-text.ts'
import { frames, groups } from './schema.ts'
import { isText, valuesOf } from './segments.ts'
import type { Effect, Paint, Rect, Transform } from './types.ts'

export type Box = Rect & Pose

/**
 * Place and size in the container's coordinates. A group has none of its own: it is as large as
 * its children, and those stand in the coordinates of the group's container (plugin-api.d.ts 7340).
 */
export const box = (document: HostDocument, id: string): Box => {
  const node = document.node(id)
  if (groups.has(node.type)) {
    const parts = node.children.map((child) => {
      const part = box(document, child)
      return bounds(placed(part.x, part.y, part), { ...part, x: 0, y: 0 })
    })
    return { ...(union(parts) ?? { x: 0, y: 0, width: 0, height: 0 }), rotation: 0, flipped: false }
  }
  return {
    x: document.prop(id, 'x'),
    y: document.prop(id, 'y'),
    width: document.prop(id, 'width'),
    height: document.prop(id, 'height'),
    rotation: document.prop(id, 'rotation'),
    flipped: document.prop(id, 'flipped'),
  }
}

/** The upright rectangle around a node, from its own top left corner: what an auto layout makes room for. */
export const extent = (document: HostDocument, id: string): Rect => {
  const { width, height, ...pose } = box(document, id)
  return bounds(placed(0, 0, pose), { x: 0, y: 0, width, height })
}

export const relativeTransform = (document: HostDocument, id: string): Transform => {
  const { x, y, ...pose } = box(document, id)
  return placed(x, y, pose)
}

/** The system of coordinates in which a node's x and y are given, as a transform to the page. */
export const containerTransform = (document: HostDocument, id: string): Transform => {
  const container = document
    .lineage(id)
    .slice(1)
    .find((node) => !groups.has(node.type))
  if (container === undefined || container.type === 'PAGE' || container.type === 'DOCUMENT') {
    return identity
  }
  return absoluteTransform(document, container.id)
}

export const absoluteTransform = (document: HostDocument, id: string): Transform =>
  multiply(containerTransform(document, id), relativeTransform(document, id))

export const absoluteBoundingBox = (document: HostDocument, id: string): Rect => {
  if (document.node(id).type === 'PAGE') {
    const parts = document.node(id).children.map((child) => absoluteBoundingBox(document, child))
    return union(parts) ?? { x: 0, y: 0, width: 0, height: 0 }
  }
  const { width, height } = box(document, id)
  return bounds(absoluteTransform(document, id), { x: 0, y: 0, width, height })
}

export const isVisible = (document: HostDocument, id: string): boolean =>
  document.lineage(id).every((node) => node.props.visible !== false)

export const shows = (paints: readonly Paint[]): boolean =>
  paints.some((paint) => paint.visible !== false && (paint.opacity ?? 1) > 0)

const reach = (effect: Effect): number => {
  if (!effect.visible) return 0
  if (effect.type === 'LAYER_BLUR') return effect.radius
  if (effect.type !== 'DROP_SHADOW') return 0
  const offset = Math.max(Math.abs(effect.offset.x), Math.abs(effect.offset.y))
  return effect.radius + (effect.spread ?? 0) + offset
}

const strokeReach = { INSIDE: 0, CENTER: 0.5, OUTSIDE: 1 } as const

const slack = { LEFT: 0, JUSTIFIED: 0, TOP: 0, CENTER: 0.5, RIGHT: 1, BOTTOM: 1 } as const

/** What a layer itself shows, in its own coordinates: of a text in a box of a fixed size, the letters. */
const ownArea = (document: HostDocument, id: string): Rect => {
  const { width, height } = box(document, id)
  const isFixed = isText(document, id) && document.prop(id, 'textAutoResize') === 'NONE'
  if (!isFixed) return { x: 0, y: 0, width, height }
  const lines = sizeOfLines(document, id, width)
  // Without the space above the first line's letters, and below those of the last.
  const size = Math.max(...valuesOf(document, id, 'fontSize'))
  const inked = Math.max(1, lines.height - lineHeightAt(document, id, 0) + size)
  return {
    x: (width - lines.width) * slack[document.prop(id, 'textAlignHorizontal')],
    y: (height - inked) * slack[document.prop(id, 'textAlignVertical')],
    width: lines.width,
    height: inked,
  }
}

/** Null where nothing would be seen (plugin-api.d.ts 7400: absoluteRenderBounds). */
export const absoluteRenderBounds = (document: HostDocument, id: string): Rect | null => {
  if (!isVisible(document, id)) return null
  const node = document.node(id)
  const page = node.type === 'PAGE'
  const own: Rect[] = []
  const frame = absoluteBoundingBox(document, id)
  const stroked = shows(document.prop(id, 'strokes'))
  const filled = shows(document.prop(id, 'fills'))
  const empty = isText(document, id) && document.prop(id, 'characters') === ''
  if (!page && !empty && document.prop(id, 'opacity') > 0 && (stroked || filled)) {
    const edge = document.prop(id, 'strokeWeight') * strokeReach[document.prop(id, 'strokeAlign')]
    const far = Math.max(0, ...document.prop(id, 'effects').map(reach))
    const area = bounds(absoluteTransform(document, id), ownArea(document, id))
    own.push(outset(area, far + (stroked ? edge : 0)))
  }
  const clips = frames.has(node.type) && document.prop(id, 'clipsContent')
  const below = page || document.prop(id, 'opacity') > 0 ? node.children : []
  for (const child of below) {
    const part = absoluteRenderBounds(document, child)
    const seen = part === null || !clips ? part : intersect(part, frame)
    if (seen !== null) own.push(seen)
  }
  return union(own)
}

/** A rectangle of the page, in the coordinates in which the node's x and y are given. */
export const intoContainer = (document: HostDocument, id: string, rect: Rect): Rect =>
  bounds(invert(containerTransform(document, id)), rect)
