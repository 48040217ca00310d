import type { Rect, Transform } from './types.ts'

export const identity: Transform = [
  [1, 0, 0],
  [0, 1, 0],
]

export const multiply = (a: Transform, b: Transform): Transform => {
  const row = (r: readonly [number, number, number]): [number, number, number] => [
    r[0] * b[0][0] + r[1] * b[1][0],
    r[0] * b[0][1] + r[1] * b[1][1],
    r[0] * b[0][2] + r[1] * b[1][2] + r[2],
  ]
  return [row(a[0]), row(a[1])]
}

export const invert = (m: Transform): Transform => {
  const [[a, c, e], [b, d, f]] = m
  const det = a * d - b * c || 1e-9
  return [
    [d / det, -c / det, (c * f - d * e) / det],
    [-b / det, a / det, (b * e - a * f) / det],
  ]
}

/** Turned and mirrored as it is; every transform of unit axes is one of these. */
export type Pose = { rotation: number; flipped: boolean }

/** Rotation in degrees is `atan2(-m10, m00)` (plugin-api.d.ts, LayoutMixin.rotation). */
export const placed = (x: number, y: number, { rotation, flipped }: Pose): Transform => {
  const second = flipped ? -1 : 1
  if (rotation === 0) return [[1, 0, x], [0, second, y]] // oxfmt-ignore
  const angle = (rotation * Math.PI) / 180
  return [
    [Math.cos(angle), second * Math.sin(angle), x],
    [-Math.sin(angle), second * Math.cos(angle), y],
  ]
}

/** What of a transform is not its place. Lengths of its axes are left out: Figma takes unit axes alone. */
export const poseOf = ([[m00, m01], [m10, m11]]: Transform): Pose => ({
  // `+ 0`: no turn is 0, not -0
  rotation: (Math.atan2(-m10, m00) * 180) / Math.PI + 0,
  flipped: m00 * m11 - m01 * m10 < 0,
})

export const bounds = (m: Transform, rect: Rect): Rect => {
  const corners = [
    [rect.x, rect.y],
    [rect.x + rect.width, rect.y],
    [rect.x, rect.y + rect.height],
    [rect.x + rect.width, rect.y + rect.height],
  ] as const
  const xs = corners.map(([x, y]) => m[0][0] * x + m[0][1] * y + m[0][2])
  const ys = corners.map(([x, y]) => m[1][0] * x + m[1][1] * y + m[1][2])
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

export const union = (rects: readonly Rect[]): Rect | null => {
  if (rects.length === 0) return null
  const x = Math.min(...rects.map((r) => r.x))
  const y = Math.min(...rects.map((r) => r.y))
  return {
    x,
    y,
    width: Math.max(...rects.map((r) => r.x + r.width)) - x,
    height: Math.max(...rects.map((r) => r.y + r.height)) - y,
  }
}

export const intersect = (a: Rect, b: Rect): Rect | null => {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

export const outset = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
})
