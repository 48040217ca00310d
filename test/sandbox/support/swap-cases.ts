import { createCanvas } from '@napi-rs/canvas'
import * as build from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import type { Paint, Props } from '../../host/document/types.ts'

type At = { readonly x: number; readonly y: number }

/** A layer that can be swapped in its place, and what it stands in. */
export interface Case {
  readonly name: string
  /** Builds it where there is room for 600 × 400; gives the layer. */
  readonly make: (document: HostDocument, at: At) => string
  /** What of the layer is no plain rectangle at its edge, in pixels. */
  readonly edge?: number
}

const { solid } = build

/** A mockup: a frame with shapes in it, so that no two of its parts look alike. */
export function addMockup(
  document: HostDocument,
  parent: string,
  props: Partial<Props> & { cornerRadius?: number } = {},
): string {
  const { width = 150, height = 100 } = props
  const frame = build.addFrame(document, parent, {
    name: 'Mockup',
    width,
    height,
    fills: [solid('#e6dfd3')],
    ...props,
  })
  build.addEllipse(document, frame, {
    x: width * 0.1,
    y: height * 0.2,
    width: width * 0.3,
    height: height * 0.5,
    fills: [solid('#c8553d')],
  })
  build.addRectangle(document, frame, {
    x: width * 0.5,
    y: height * 0.3,
    width: width * 0.4,
    height: height * 0.2,
    fills: [solid('#588b8b')],
  })
  return frame
}

const box = (
  document: HostDocument,
  parent: string,
  fill: string,
  props: Partial<Props> = {},
): string =>
  build.addRectangle(document, parent, { width: 60, height: 60, fills: [solid(fill)], ...props })

const screen = (document: HostDocument, { x, y }: At, props: Partial<Props> = {}): string =>
  build.addFrame(document, document.currentPage, {
    name: 'Screen',
    x,
    y,
    width: 480,
    height: 300,
    fills: [solid('#f4f1ec')],
    ...props,
  })

const auto = { layoutSizingHorizontal: 'HUG', layoutSizingVertical: 'HUG' } as const
const padding = { paddingLeft: 16, paddingTop: 16, paddingRight: 16, paddingBottom: 16 } as const

const grid = (document: HostDocument, at: At, props: Partial<Props> = {}): string =>
  screen(document, at, {
    // whole pixels for each cell
    width: 488,
    layoutMode: 'GRID',
    gridRowCount: 2,
    gridColumnCount: 3,
    gridRowGap: 12,
    gridColumnGap: 12,
    ...padding,
    ...props,
  })

const addSlot = (document: HostDocument, component: string): string =>
  build.addSlot(document, component, {
    ...{ x: 10, y: 10, width: 160, height: 160 },
    layoutMode: 'VERTICAL',
    itemSpacing: 8,
    ...auto,
  })

const shadow = {
  type: 'DROP_SHADOW',
  color: { r: 0, g: 0, b: 0, a: 0.4 },
  offset: { x: 4, y: 10 },
  radius: 14,
  spread: 0,
  visible: true,
  blendMode: 'NORMAL',
} as const

const mirrored = { rotation: 20, flipped: true }

/** A picture of two colours, so that up and down can be told. */
function picture(): Uint8Array {
  const canvas = createCanvas(90, 60)
  const context = canvas.getContext('2d')
  context.fillStyle = '#26547c'
  context.fillRect(0, 0, 90, 60)
  context.fillStyle = '#ffd166'
  context.fillRect(0, 0, 90, 20)
  return new Uint8Array(canvas.toBuffer('image/png'))
}

/** Everything of the like that a layer can stand in, or be. */
export const cases: readonly Case[] = [
  {
    name: 'in a row',
    make(document, at) {
      const row = screen(document, at, {
        layoutMode: 'HORIZONTAL',
        itemSpacing: 10,
        ...padding,
        ...auto,
      })
      box(document, row, '#2a9d8f')
      const layer = addMockup(document, row)
      box(document, row, '#e76f51')
      return layer
    },
  },
  {
    name: 'in a column, as wide as that, within its limits',
    make(document, at) {
      const column = screen(document, at, { layoutMode: 'VERTICAL', itemSpacing: 8, ...padding })
      box(document, column, '#2a9d8f')
      const layer = addMockup(document, column, { layoutSizingHorizontal: 'FILL', maxWidth: 300 })
      box(document, column, '#e76f51')
      return layer
    },
  },
  {
    name: 'in a row that spreads, growing',
    make(document, at) {
      const row = screen(document, at, {
        layoutMode: 'HORIZONTAL',
        primaryAxisAlignItems: 'SPACE_BETWEEN',
        counterAxisAlignItems: 'CENTER',
        ...padding,
      })
      box(document, row, '#2a9d8f')
      const layer = addMockup(document, row, { layoutSizingHorizontal: 'FILL' })
      box(document, row, '#e76f51')
      return layer
    },
  },
  {
    name: 'hugging what it holds, in a row',
    make(document, at) {
      const row = screen(document, at, { layoutMode: 'HORIZONTAL', itemSpacing: 10, ...auto })
      const layer = build.addFrame(document, row, {
        name: 'Chip',
        layoutMode: 'HORIZONTAL',
        ...padding,
        ...auto,
        fills: [solid('#264653')],
      })
      box(document, layer, '#f4a261')
      box(document, row, '#e76f51')
      return layer
    },
  },
  {
    name: 'in a full grid, aligned in its cell',
    make(document, at) {
      const full = grid(document, at)
      box(document, full, '#2a9d8f')
      const layer = addMockup(document, full, {
        width: 90,
        height: 70,
        gridChildHorizontalAlign: 'CENTER',
        gridChildVerticalAlign: 'MAX',
      })
      for (const fill of ['#e76f51', '#f4a261', '#e9c46a', '#264653']) box(document, full, fill)
      return layer
    },
  },
  {
    name: 'in a grid, filling two cells, with free ones beside',
    make(document, at) {
      const roomy = grid(document, at)
      const layer = addMockup(document, roomy, {
        gridRowAnchorIndex: 1,
        gridColumnAnchorIndex: 1,
        gridColumnSpan: 2,
        layoutSizingHorizontal: 'FILL',
        layoutSizingVertical: 'FILL',
      })
      box(document, roomy, '#e76f51')
      return layer
    },
  },
  {
    name: 'in a grid whose rows come by themselves',
    make(document, at) {
      const flowing = grid(document, at, {
        gridRowCount: 1,
        gridAutoTracks: 'ROWS',
        gridItemsPositioning: 'ROW_AUTO_FLOW',
      })
      for (const fill of ['#2a9d8f', '#e9c46a']) box(document, flowing, fill)
      const layer = addMockup(document, flowing, { width: 100, height: 80 })
      box(document, flowing, '#e76f51')
      return layer
    },
  },
  {
    name: 'absolute in a column',
    make(document, at) {
      const column = screen(document, at, { layoutMode: 'VERTICAL', itemSpacing: 8, ...padding })
      box(document, column, '#2a9d8f', { width: 300 })
      const layer = addMockup(document, column, {
        layoutPositioning: 'ABSOLUTE',
        x: 210,
        y: 40,
        constraints: { horizontal: 'MAX', vertical: 'MIN' },
      })
      box(document, column, '#e76f51', { width: 300 })
      return layer
    },
  },
  {
    name: 'in a section',
    make(document, at) {
      const section = build.addSection(document, document.currentPage, {
        ...at,
        width: 400,
        height: 300,
      })
      return addMockup(document, section, { x: 40, y: 60 })
    },
  },
  {
    name: 'in a group, between others',
    make(document, { x, y }) {
      const page = document.currentPage
      const below = box(document, page, '#2a9d8f', { x, y })
      const layer = addMockup(document, page, { x: x + 40, y: y + 30 })
      const above = box(document, page, '#e76f51', { x: x + 160, y: y + 100 })
      build.addGroup(document, page, [below, layer, above])
      return layer
    },
  },
  {
    name: 'in a component',
    make(document, at) {
      const component = build.addComponent(document, document.currentPage, {
        name: 'Card',
        ...at,
        width: 300,
        height: 200,
        fills: [solid('#ffffff')],
      })
      return addMockup(document, component, { x: 30, y: 20 })
    },
  },
  {
    name: 'in a slot of a component',
    make(document, { x, y }) {
      const main = build.addComponent(document, document.currentPage, {
        name: 'Panel',
        ...{ x, y, width: 400, height: 240 },
        fills: [solid('#ffffff')],
      })
      return addMockup(document, addSlot(document, main))
    },
  },
  {
    name: 'in a slot of an instance',
    make(document, { x, y }) {
      const page = document.currentPage
      const main = build.addComponent(document, page, {
        name: 'Panel',
        x,
        y,
        width: 180,
        height: 200,
      })
      box(document, addSlot(document, main), '#2a9d8f')
      const props = { x: x + 220, fills: [solid('#ffffff')] }
      const instance = build.addInstance(document, page, main, props)
      const [slot = ''] = document.node(instance).children
      return addMockup(document, slot)
    },
  },
  {
    name: 'in a variant of a component set',
    make(document, at) {
      const set = build.addComponentSet(document, document.currentPage, {
        name: 'Button',
        ...at,
        width: 500,
        height: 250,
      })
      const state = (x: number) =>
        build.addComponent(document, set, {
          name: `State=${String(x)}`,
          x,
          y: 20,
          width: 220,
          height: 200,
          fills: [solid('#ffffff')],
        })
      state(10)
      return addMockup(document, state(250), { x: 30, y: 20 })
    },
  },
  {
    name: 'turned',
    make(document, at) {
      const layer = addMockup(document, screen(document, at), { x: 80, y: 120, rotation: 17 })
      return layer
    },
    edge: 1,
  },
  {
    name: 'turned in what is turned',
    make(document, { x, y }) {
      const outer = screen(document, { x: x + 20, y: y + 100 }, { rotation: 12, height: 220 })
      return addMockup(document, outer, { x: 90, y: 60, rotation: -30 })
    },
    edge: 1,
  },
  {
    name: 'mirrored',
    make(document, at) {
      return addMockup(document, screen(document, at), { x: 100, y: 200, ...mirrored })
    },
    edge: 1,
  },
  {
    name: 'turned in a row',
    make(document, at) {
      const row = screen(document, at, { layoutMode: 'HORIZONTAL', itemSpacing: 10, ...padding })
      box(document, row, '#2a9d8f')
      const layer = addMockup(document, row, { rotation: -25 })
      box(document, row, '#e76f51')
      return layer
    },
    edge: 1,
  },
  {
    name: 'overhanging a frame that clips, in one that is rounded',
    make(document, at) {
      const outer = screen(document, at, { topLeftRadius: 40, bottomRightRadius: 60 })
      const inner = build.addFrame(document, outer, { x: 20, y: 150, width: 300, height: 140 })
      const layer = addMockup(document, inner, { x: -50, y: 80 })
      box(document, inner, '#e76f51', { x: 40, y: 60 })
      return layer
    },
  },
  {
    name: 'with constraints, in a frame',
    make(document, at) {
      return addMockup(document, screen(document, at), {
        x: 200,
        y: 150,
        constraints: { horizontal: 'STRETCH', vertical: 'MAX' },
      })
    },
  },
  {
    name: 'a rectangle with a picture',
    make(document, { x, y }) {
      return build.addImageRect(document, document.currentPage, picture(), {
        name: 'Photo',
        x,
        y,
        width: 200,
        height: 120,
      })
    },
  },
  {
    name: 'a group',
    make(document, at) {
      const parent = screen(document, at)
      const one = box(document, parent, '#2a9d8f', { x: 40, y: 50 })
      const two = box(document, parent, '#e76f51', { x: 150, y: 90, width: 90, height: 100 })
      const layer = build.addGroup(document, parent, [one, two], 'Both')
      box(document, parent, '#264653', { x: 120, y: 60 })
      return layer
    },
  },
  {
    name: 'an instance',
    make(document, { x, y }) {
      const page = document.currentPage
      const main = build.addComponent(document, page, {
        name: 'Main',
        x,
        y,
        width: 180,
        height: 90,
      })
      box(document, main, '#e76f51', { x: 20, y: 10 })
      return build.addInstance(document, page, main, { name: 'Instance', x: x + 220, y: y + 40 })
    },
  },
  {
    name: 'a text',
    make(document, at) {
      return build.addText(document, screen(document, at), {
        name: 'Words',
        x: 40,
        y: 40,
        characters: 'Polished',
        fontSize: 48,
      })
    },
  },
  {
    name: 'with rounded corners, a shadow and a stroke outside',
    make(document, at) {
      return addMockup(document, screen(document, at), {
        x: 100,
        y: 80,
        cornerRadius: 16,
        cornerSmoothing: 0.6,
        effects: [shadow],
        strokes: [solid('#111111')] as readonly Paint[],
        strokeWeight: 6,
        strokeAlign: 'OUTSIDE',
      })
    },
    edge: 16,
  },
  {
    name: 'seen through, and blended',
    make(document, at) {
      const parent = screen(document, at, { fills: [solid('#9ad1d4')] })
      return addMockup(document, parent, { x: 60, y: 70, opacity: 0.6, blendMode: 'MULTIPLY' })
    },
  },
  {
    name: 'with links of a prototype',
    make(document, at) {
      return addMockup(document, screen(document, at), {
        x: 100,
        y: 80,
        reactions: [
          { trigger: { type: 'ON_CLICK' }, actions: [{ type: 'BACK' }] },
          { trigger: { type: 'ON_HOVER' }, actions: [{ type: 'URL', url: 'https://example.com' }] },
        ],
      })
    },
  },
]
