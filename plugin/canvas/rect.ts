import type { Rect, Size } from '../../contract/model/geometry.ts'

/** The longest side that the protocol's `Rect` takes, in pixels. */
const longestSide = 100_000

/** A plain copy: Figma may return an object of its own that can't be posted. */
export function inProtocol({ x, y, width, height }: Rect): Rect {
  return { x, y, ...sizeInProtocol({ width, height }) }
}

/** As `inProtocol`, for a width and a height. A flat line or vector has no height. */
export function sizeInProtocol({ width, height }: Size): Size {
  const within = (side: number) => Math.min(Math.max(side, 0.01), longestSide)
  return { width: within(width), height: within(height) }
}

/** Whether two rectangles share more than an edge. */
export function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

export function holds(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** The area that two rectangles share; null where they share an edge at most. */
export function intersection(a: Rect, b: Rect): Rect | null {
  if (!overlap(a, b)) return null
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  return {
    x,
    y,
    width: Math.min(a.x + a.width, b.x + b.width) - x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
  }
}

export function union(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

/** Gives a node another size. What is in it stays where it is. */
export function setSize(node: Pick<FrameNode, 'resizeWithoutConstraints'>, size: Size): void {
  node.resizeWithoutConstraints(size.width, size.height)
}
