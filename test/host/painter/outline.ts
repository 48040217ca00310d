import type { HostDocument } from '../document/document.ts'
import { box } from '../document/measure.ts'
import type { Pen } from '../env/env.ts'

type Draw = (pen: Pen, numbers: readonly number[]) => void

/** The path commands Figma knows, each with how many numbers it takes (plugin-api.d.ts 5490). */
const commands: Record<string, { takes: number; draw: Draw }> = {
  M: { takes: 2, draw: (pen, [x = 0, y = 0]) => pen.moveTo(x, y) },
  L: { takes: 2, draw: (pen, [x = 0, y = 0]) => pen.lineTo(x, y) },
  Q: { takes: 4, draw: (pen, [a = 0, b = 0, x = 0, y = 0]) => pen.quadraticCurveTo(a, b, x, y) },
  C: {
    takes: 6,
    draw: (pen, [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0]) => pen.bezierCurveTo(a, b, c, d, x, y),
  },
  Z: { takes: 0, draw: (pen) => pen.closePath() },
}

const tracePath = (pen: Pen, data: string): void => {
  const words = data.trim().split(/[\s,]+/)
  for (let at = 0; at < words.length;) {
    const command = commands[words[at] ?? '']
    if (command === undefined) return
    command.draw(pen, words.slice(at + 1, at + 1 + command.takes).map(Number))
    at += 1 + command.takes
  }
}

/** Adds a node's outline to the path, grown by so many pixels on each side. */
export const outline = (pen: Pen, document: HostDocument, id: string, grow: number): void => {
  const { width, height } = box(document, id)
  const { type } = document.node(id)
  const w = Math.max(0, width + 2 * grow)
  const h = Math.max(0, height + 2 * grow)
  if (type === 'ELLIPSE') {
    pen.moveTo(width / 2 + w / 2, height / 2)
    pen.ellipse(width / 2, height / 2, w / 2, h / 2, 0, 0, Math.PI * 2)
    return
  }
  if (type === 'LINE') {
    pen.moveTo(0, 0)
    pen.lineTo(width, 0)
    return
  }
  if (type === 'VECTOR') {
    for (const { data } of document.prop(id, 'vectorPaths')) tracePath(pen, data)
    return
  }
  const radii = (
    ['topLeftRadius', 'topRightRadius', 'bottomRightRadius', 'bottomLeftRadius'] as const
  ).map((corner) => document.prop(id, corner))
  const round = radii.map((radius) => (radius === 0 ? 0 : Math.max(0, radius + grow)))
  pen.roundRect(-grow, -grow, w, h, round)
}

/** Starts a new path along a node's outline; says by which rule its inside is known. */
export const trace = (
  pen: Pen,
  document: HostDocument,
  id: string,
): 'nonzero' | 'evenodd' | 'none' => {
  pen.beginPath()
  outline(pen, document, id, 0)
  const paths = document.node(id).type === 'VECTOR' ? document.prop(id, 'vectorPaths') : []
  if (paths.length > 0 && paths.every(({ windingRule }) => windingRule === 'NONE')) return 'none'
  return paths.some(({ windingRule }) => windingRule === 'EVENODD') ? 'evenodd' : 'nonzero'
}
