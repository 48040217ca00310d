import type { HostDocument } from './document.ts'
import { arrangeGrid } from './grid.ts'
import { fitText } from './fit-text.ts'
import { box, extent } from './measure.ts'
import { frames, groups } from './schema.ts'
import type { Props } from './types.ts'

/** Lays out again what a new size of a child changes inside it; its height may follow from its width. */
const resettle = (document: HostDocument, id: string): void => {
  const { type } = document.node(id)
  if (type === 'TEXT') fitText(document, id, put)
  const mode = frames.has(type) ? document.prop(id, 'layoutMode') : 'NONE'
  if (mode === 'HORIZONTAL' || mode === 'VERTICAL') arrange(document, id, mode)
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
  // A wider text is less high: what hugs it is known in the second round.
  if (arrangeOnce(document, id, mode)) arrangeOnce(document, id, mode)
}

/** Whether a child has another size than before. */
const arrangeOnce = (
  document: HostDocument,
  id: string,
  mode: 'HORIZONTAL' | 'VERTICAL',
): boolean => {
  let isResized = false
  const give = (child: string, side: 'width' | 'height', size: number) => {
    if (document.prop(child, side) === size) return
    put(document, child, { [side]: size })
    resettle(document, child)
    isResized = true
  }
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
    give(child, main.size, within(document, child, main.size, share))
  }
  for (const child of children) {
    if (document.prop(child, cross.sizing) !== 'FILL') continue
    give(child, cross.size, within(document, child, cross.size, inner.cross))
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
  return isResized
}

const busy = new WeakMap<HostDocument, boolean>()

/** Lays out again what a change of the node can have moved: itself and what is above it. */
export const layOut = (document: HostDocument, id: string): void => {
  if (busy.get(document) === true) return
  busy.set(document, true)
  try {
    for (const node of document.lineage(id)) {
      if (node.type === 'TEXT') fitText(document, node.id, put)
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
  const moves = groups.has(node.type) || (constrained && isFrame)
  if (!moves) return
  for (const child of node.children) {
    // what an auto layout lays out has its place from that; its absolute children have constraints
    const free =
      document.prop(id, 'layoutMode') === 'NONE' ||
      document.prop(child, 'layoutPositioning') === 'ABSOLUTE'
    if (isFrame && !free) continue
    const now = box(document, child)
    const scaled = groups.has(node.type)
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
  if (!groups.has(node.type)) {
    document.set(id, { x, y })
    return
  }
  const from = box(document, id)
  for (const child of node.children) {
    const now = box(document, child)
    moveTo(document, child, now.x + x - from.x, now.y + y - from.y)
  }
}
