import type { HostDocument } from './document.ts'
import { arrangeGrid } from './grid.ts'
import { box, extent } from './measure.ts'
import { frames } from './schema.ts'
import type { Props } from './types.ts'

/** Rough width of a letter; the host has no font in hand here, and nothing hangs on the exact value. */
const letterWidth = 0.56
export const lineRatio = 1.21

const lineHeightOf = (document: HostDocument, id: string): number => {
  const height = document.prop(id, 'lineHeight')
  const size = document.prop(id, 'fontSize')
  if (height.unit === 'PIXELS') return height.value
  return height.unit === 'PERCENT' ? (size * height.value) / 100 : size * lineRatio
}

/** Text makes its own box: WIDTH_AND_HEIGHT on both axes, HEIGHT on one. */
const fitText = (document: HostDocument, id: string): void => {
  const mode = document.prop(id, 'textAutoResize')
  if (mode !== 'WIDTH_AND_HEIGHT' && mode !== 'HEIGHT') return
  const letter = document.prop(id, 'fontSize') * letterWidth
  const lines = document.prop(id, 'characters').split('\n')
  const longest = Math.max(...lines.map((line) => line.length)) * letter
  const width = mode === 'HEIGHT' ? document.prop(id, 'width') : Math.ceil(longest)
  const rows = lines.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil((line.length * letter) / Math.max(width, 1))),
    0,
  )
  const count = mode === 'HEIGHT' ? rows : lines.length
  put(document, id, { width, height: Math.ceil(count * lineHeightOf(document, id)) })
}

const axes = {
  HORIZONTAL: {
    at: 'x',
    size: 'width',
    sizing: 'layoutSizingHorizontal',
    before: 'paddingLeft',
    after: 'paddingRight',
  },
  VERTICAL: {
    at: 'y',
    size: 'height',
    sizing: 'layoutSizingVertical',
    before: 'paddingTop',
    after: 'paddingBottom',
  },
} as const

/** Only what differs is written, so that a layout at rest makes no step in the undo history. */
const put = (document: HostDocument, id: string, patch: Partial<Props>): void => {
  const keys = Object.keys(patch) as (keyof Props)[]
  if (keys.some((key) => document.prop(id, key) !== patch[key])) document.set(id, patch)
}

const limits = { width: ['minWidth', 'maxWidth'], height: ['minHeight', 'maxHeight'] } as const

/** plugin-api.d.ts 7322–7336: what an auto layout gives a child is within the child's limits. */
const within = (
  document: HostDocument,
  id: string,
  side: 'width' | 'height',
  size: number,
): number => {
  const [least, most] = limits[side]
  const capped = Math.min(size, document.prop(id, most) ?? Infinity)
  return Math.max(capped, document.prop(id, least) ?? 0.01)
}

const flows = (document: HostDocument, id: string) =>
  document.prop(id, 'visible') && document.prop(id, 'layoutPositioning') === 'AUTO'

const arrange = (document: HostDocument, id: string, mode: 'HORIZONTAL' | 'VERTICAL'): void => {
  const main = axes[mode]
  const cross = axes[mode === 'HORIZONTAL' ? 'VERTICAL' : 'HORIZONTAL']
  const children = document.node(id).children.filter((child) => flows(document, child))
  const gap = document.prop(id, 'itemSpacing')
  const pad = {
    main: document.prop(id, main.before) + document.prop(id, main.after),
    cross: document.prop(id, cross.before) + document.prop(id, cross.after),
  }
  const gaps = gap * Math.max(0, children.length - 1)
  const sum = () => children.reduce((total, child) => total + extent(document, child)[main.size], 0)
  const widest = () => Math.max(0, ...children.map((child) => extent(document, child)[cross.size]))
  if (document.prop(id, main.sizing) === 'HUG') {
    put(document, id, { [main.size]: sum() + gaps + pad.main })
  }
  if (document.prop(id, cross.sizing) === 'HUG') {
    put(document, id, { [cross.size]: widest() + pad.cross })
  }
  const inner = {
    main: document.prop(id, main.size) - pad.main,
    cross: document.prop(id, cross.size) - pad.cross,
  }
  const growing = children.filter((child) => document.prop(child, main.sizing) === 'FILL')
  const taken = children
    .filter((child) => !growing.includes(child))
    .reduce((total, child) => total + extent(document, child)[main.size], 0)
  for (const child of growing) {
    const share = (inner.main - gaps - taken) / growing.length
    put(document, child, { [main.size]: within(document, child, main.size, share) })
  }
  for (const child of children) {
    if (document.prop(child, cross.sizing) !== 'FILL') continue
    put(document, child, { [cross.size]: within(document, child, cross.size, inner.cross) })
  }
  const free = inner.main - sum() - gaps
  const align = document.prop(id, 'primaryAxisAlignItems')
  const spread = align === 'SPACE_BETWEEN' && children.length > 1
  const lead = align === 'CENTER' ? free / 2 : align === 'MAX' ? free : 0
  const across = document.prop(id, 'counterAxisAlignItems')
  let at = document.prop(id, main.before) + lead
  for (const child of children) {
    // a turned layer is laid out by the upright rectangle around it
    const size = extent(document, child)
    const rest = inner.cross - size[cross.size]
    const shift = across === 'CENTER' ? rest / 2 : across === 'MAX' ? rest : 0
    put(document, child, {
      [main.at]: at - size[main.at],
      [cross.at]: document.prop(id, cross.before) + shift - size[cross.at],
    })
    at += size[main.size] + gap + (spread ? free / (children.length - 1) : 0)
  }
}

const busy = new WeakMap<HostDocument, boolean>()

/** Lays out again what a change of the node can have moved: itself and what is above it. */
export const layOut = (document: HostDocument, id: string): void => {
  if (busy.get(document) === true) return
  busy.set(document, true)
  try {
    for (const node of document.lineage(id)) {
      if (node.type === 'TEXT') fitText(document, node.id)
      if (!frames.has(node.type)) continue
      const mode = document.prop(node.id, 'layoutMode')
      if (mode === 'GRID') {
        arrangeGrid(document, node.id, (child, patch) => put(document, child, patch))
      } else if (mode !== 'NONE') arrange(document, node.id, mode)
    }
  } finally {
    busy.set(document, false)
  }
}

const stretch = (
  kind: string,
  at: number,
  size: number,
  from: number,
  to: number,
): [number, number] => {
  const grown = to - from
  const scale = to / (from || 1)
  const table: Record<string, [number, number]> = {
    MIN: [at, size],
    MAX: [at + grown, size],
    CENTER: [at + grown / 2, size],
    STRETCH: [at, Math.max(0.01, size + grown)],
    SCALE: [at * scale, Math.max(0.01, size * scale)],
  }
  return table[kind] ?? [at, size]
}

/** `resize`: children follow their constraints (plugin-api.d.ts 7508). */
export const resize = (
  document: HostDocument,
  id: string,
  width: number,
  height: number,
  constrained: boolean,
): void => {
  const from = box(document, id)
  const node = document.node(id)
  document.set(id, { width, height })
  const isFrame = frames.has(node.type)
  const moves = node.type === 'GROUP' || (constrained && isFrame)
  if (!moves) return
  for (const child of node.children) {
    // what an auto layout lays out has its place from that; its absolute children have constraints
    const free =
      document.prop(id, 'layoutMode') === 'NONE' ||
      document.prop(child, 'layoutPositioning') === 'ABSOLUTE'
    if (isFrame && !free) continue
    const now = box(document, child)
    const scaled = node.type === 'GROUP'
    const { horizontal, vertical } = document.prop(child, 'constraints')
    const origin = scaled ? from : { x: 0, y: 0 }
    const [x, w] = stretch(
      scaled ? 'SCALE' : horizontal,
      now.x - origin.x,
      now.width,
      from.width,
      width,
    )
    const [y, h] = stretch(
      scaled ? 'SCALE' : vertical,
      now.y - origin.y,
      now.height,
      from.height,
      height,
    )
    const same = w === now.width && h === now.height
    if (!same) resize(document, child, w, h, true)
    if (x + origin.x !== now.x || y + origin.y !== now.y) {
      moveTo(document, child, x + origin.x, y + origin.y)
    }
  }
}

/** Sets x and y; a group moves by moving what is in it. */
export const moveTo = (document: HostDocument, id: string, x: number, y: number): void => {
  const node = document.node(id)
  if (node.type !== 'GROUP') {
    document.set(id, { x, y })
    return
  }
  const from = box(document, id)
  for (const child of node.children) {
    const now = box(document, child)
    moveTo(document, child, now.x + x - from.x, now.y + y - from.y)
  }
}
