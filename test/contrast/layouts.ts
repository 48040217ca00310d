import type { Size } from '../../contract/model/geometry.ts'
import { NodeId } from '../../contract/model/ids.ts'
import type { LaidText } from '../../contract/model/canvas-text.ts'

/** Texts as they stand in a variant. */
export interface TestLayout {
  readonly name: string
  readonly frame: Size
  readonly texts: readonly LaidText[]
}

type Colour = LaidText['colours'][number]
const white: Colour = { r: 1, g: 1, b: 1 }
const ink: Colour = { r: 0.07, g: 0.09, b: 0.16 }
const yellow: Colour = { r: 1, g: 0.83, b: 0.2 }
const grey: Colour = { r: 0.46, g: 0.46, b: 0.46 }

const frames: readonly Size[] = [
  { width: 1080, height: 1920 },
  { width: 1080, height: 1080 },
  { width: 1200, height: 628 },
  { width: 970, height: 250 },
]

type Line = readonly [
  name: string,
  x: number,
  y: number,
  width: number,
  height: number,
  size: number,
]

/** In shares of the frame; sizes of its shorter edge. */
const top: readonly Line[] = [
  ['Headline', 0.06, 0.08, 0.8, 0.14, 0.09],
  ['Body', 0.06, 0.25, 0.6, 0.08, 0.04],
]
const bottom: readonly Line[] = [
  ['Headline', 0.1, 0.66, 0.8, 0.16, 0.1],
  ['Legal', 0.1, 0.88, 0.5, 0.05, 0.03],
]
const apart: readonly Line[] = [
  ['Tag', 0.06, 0.06, 0.2, 0.05, 0.04],
  ['Headline', 0.06, 0.4, 0.45, 0.2, 0.09],
  ['Price', 0.7, 0.86, 0.22, 0.08, 0.07],
]

const colourings: Readonly<Record<string, readonly Colour[]>> = {
  white: [white],
  ink: [ink],
  'white and yellow': [white, yellow],
  grey: [grey],
}

/** Every arrangement in every colour and frame. */
export const testLayouts: readonly TestLayout[] = frames.flatMap((frame) =>
  Object.entries({ top, bottom, apart }).flatMap(([place, lines]) =>
    Object.entries(colourings).map(([colour, colours]) => ({
      name: `${colour}, ${place}, ${frame.width} × ${frame.height}`,
      frame,
      texts: lines.map((line) => textOf(line, frame, colours)),
    })),
  ),
)

function textOf(
  [name, x, y, width, height, size]: Line,
  frame: Size,
  colours: readonly Colour[],
): LaidText {
  return {
    id: NodeId.parse(`1:${name}`),
    from: NodeId.parse(`2:${name}`),
    name,
    box: {
      x: x * frame.width,
      y: y * frame.height,
      width: width * frame.width,
      height: height * frame.height,
    },
    fontSize: size * Math.min(frame.width, frame.height),
    isBold: name === 'Headline',
    colours: [...colours],
  }
}
