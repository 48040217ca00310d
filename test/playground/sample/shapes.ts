/**
 * A small language for drawing the sample document: node trees as plain data, with the property
 * names of Figma's plugin API, so that the stand-in builds them as it would any other node.
 */

export interface Colour {
  readonly r: number
  readonly g: number
  readonly b: number
}

interface Stop {
  readonly position: number
  readonly color: Colour & { readonly a: number }
}

export type Paint =
  | { readonly type: 'SOLID'; readonly color: Colour; readonly opacity: number }
  | {
      readonly type: 'GRADIENT_LINEAR'
      readonly gradientStops: readonly Stop[]
      readonly gradientTransform: readonly [readonly number[], readonly number[]]
    }
  /** A picture drawn for the sample, by name; it becomes an image fill when the document is made. */
  | { readonly type: 'PICTURE'; readonly picture: 'lake' }

export interface Shape {
  readonly type: 'FRAME' | 'RECTANGLE' | 'ELLIPSE' | 'TEXT'
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly props: Readonly<Record<string, unknown>>
  readonly children: readonly Shape[]
}

type Box = readonly [x: number, y: number, width: number, height: number]

interface Look {
  readonly fill?: string | Paint
  readonly radius?: number
  readonly opacity?: number
  readonly rotation?: number
  readonly stroke?: string
  readonly strokeWeight?: number
  readonly shadow?: number
}

interface TextLook {
  readonly size: number
  readonly weight?: 'Regular' | 'Medium' | 'Semi Bold' | 'Bold'
  readonly colour: string
  readonly align?: 'LEFT' | 'CENTER' | 'RIGHT'
  readonly line?: number
}

export function colour(hex: string): Colour {
  const part = (at: number) => parseInt(hex.slice(at, at + 2), 16) / 255
  return { r: part(1), g: part(3), b: part(5) }
}

export function solid(hex: string, opacity = 1): Paint {
  return { type: 'SOLID', color: colour(hex), opacity }
}

const directions = {
  right: [
    [1, 0, 0],
    [0, 1, 0],
  ],
  down: [
    [0, 1, 0],
    [-1, 0, 1],
  ],
} as const

/** A linear gradient over evenly spread colours, written #rrggbb or #rrggbbaa. */
export function gradient(direction: keyof typeof directions, ...hexes: readonly string[]): Paint {
  return {
    type: 'GRADIENT_LINEAR',
    gradientTransform: directions[direction],
    gradientStops: hexes.map((hex, index) => ({
      position: index / Math.max(1, hexes.length - 1),
      color: { ...colour(hex), a: hex.length > 7 ? parseInt(hex.slice(7), 16) / 255 : 1 },
    })),
  }
}

export function frame(name: string, box: Box, look: Look, children: readonly Shape[]): Shape {
  return shape('FRAME', name, box, { ...styled(look), clipsContent: true }, children)
}

/** A frame that lays out its children itself, each as large as it is. */
export function stack(
  name: string,
  box: Box,
  look: Look,
  { mode, gap, padding }: { mode: 'HORIZONTAL' | 'VERTICAL'; gap: number; padding: number },
  children: readonly Shape[],
): Shape {
  const plain = frame(name, box, look, children)
  const sides = ['paddingLeft', 'paddingTop', 'paddingRight', 'paddingBottom']
  const room = Object.fromEntries(sides.map((side) => [side, padding]))
  return { ...plain, props: { ...plain.props, layoutMode: mode, itemSpacing: gap, ...room } }
}

export function rect(name: string, box: Box, look: Look): Shape {
  return shape('RECTANGLE', name, box, styled(look))
}

export function ellipse(name: string, box: Box, look: Look): Shape {
  return shape('ELLIPSE', name, box, styled(look))
}

export function text(characters: string, box: Box, look: TextLook): Shape {
  const { size, weight = 'Regular', colour: fill, align = 'LEFT', line = size * 1.25 } = look
  return shape('TEXT', characters.replace(/\n/g, ' '), box, {
    characters,
    fontSize: size,
    fontName: { family: 'Inter', style: weight },
    textAlignHorizontal: align,
    lineHeight: { unit: 'PIXELS', value: line },
    fills: [solid(fill)],
  })
}

function styled({ fill, radius, opacity, rotation, stroke, strokeWeight, shadow }: Look) {
  return {
    fills: fill === undefined ? [] : [typeof fill === 'string' ? solid(fill) : fill],
    ...(radius === undefined ? {} : { cornerRadius: radius }),
    ...(opacity === undefined ? {} : { opacity }),
    ...(rotation === undefined ? {} : { rotation }),
    ...(stroke === undefined ? {} : { strokes: [solid(stroke)], strokeWeight: strokeWeight ?? 1 }),
    ...(shadow === undefined ? {} : { effects: [dropShadow(shadow)] }),
  }
}

function dropShadow(radius: number) {
  return {
    type: 'DROP_SHADOW',
    color: { r: 0, g: 0, b: 0, a: 0.18 },
    offset: { x: 0, y: radius / 2 },
    radius,
    spread: 0,
    visible: true,
    blendMode: 'NORMAL',
  }
}

function shape(
  type: Shape['type'],
  name: string,
  [x, y, width, height]: Box,
  props: Shape['props'],
  children: readonly Shape[] = [],
): Shape {
  return { type, name, x, y, width, height, props, children }
}
