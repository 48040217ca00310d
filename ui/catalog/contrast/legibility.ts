import type { Size } from '../../../contract/model/geometry.ts'
import type { Scrim } from '../../../contract/model/live-text.ts'
import type { LaidText } from '../../../contract/model/canvas-text.ts'
import { contrast, luminance } from './luminance.ts'
import { type Pixel, pixelsUnder, type View } from './pixels-under.ts'
import { opacityAt, scrimsFor, strongestScrim } from './scrims.ts'

/** A text that is hard to read over its picture, its scrim included. */
export interface HardText {
  readonly name: string
  /** Null where its fill is no plain colour. */
  readonly contrast: number | null
  readonly needed: number
}

/** How legible texts are over a picture, and which scrim helps. */
export interface Legibility {
  /** The weakest scrim that helps; null if none is needed, or none helps. */
  readonly scrim: Scrim | null
  readonly hard: readonly HardText[]
  /** Those that are hard to read without any scrim. */
  readonly hardWithout: readonly HardText[]
}

/** A text over a picture, with the pixels under it. */
interface Measured {
  readonly text: LaidText
  /** Of the text's colours. */
  readonly luminances: readonly number[]
  readonly pixels: readonly Pixel[]
  readonly needed: number
}

/** WCAG 2.2, 1.4.3. */
const enough = { small: 4.5, large: 3 }
/** In CSS pixels: 18 and 14 points. */
const large = { plain: 24, bold: 18.66 }
/** A phone's width, in CSS pixels. */
const phone = 390

/** This share of the pixels under a text may have less contrast than needed. */
const tolerated = 0.05

/** The search for a scrim uses at most this many pixels of each text, because the window waits for it. */
const mostTried = 300
/** The search asks for this factor more contrast, because all pixels count in the end. */
const margin = 1.02

/** The contrast that a text needs in a variant. Upright and square variants are seen on phones. */
export function neededContrast({ fontSize, isBold }: LaidText, frame: Size): number {
  const scale = frame.height >= frame.width ? Math.min(1, phone / frame.width) : 1
  return fontSize * scale >= (isBold ? large.bold : large.plain) ? enough.large : enough.small
}

/**
 * Measures texts over a picture. If one is hard to read, finds the weakest scrim that makes the most texts
 * readable, more than without a scrim. Texts keep their colours.
 */
export function legibilityOf(view: View, texts: readonly LaidText[]): Legibility {
  const measured = measuredIn(view, texts)
  const plain = measured.filter(({ luminances }) => luminances.length > 0)
  const scrim = leastScrim(view.frame, plain)
  const hardWithout = hardOnes(measured, null)
  const hard = scrim === null ? hardWithout : hardOnes(measured, scrim)
  return { scrim, hard, hardWithout }
}

/** Whether all texts can be read over a picture without any scrim. */
export function areReadable(view: View, texts: readonly LaidText[]): boolean {
  return hardOnes(measuredIn(view, texts), null).length === 0
}

function measuredIn(view: View, texts: readonly LaidText[]): Measured[] {
  return texts
    .map((text) => ({
      text,
      luminances: text.colours.map(({ r, g, b }) => luminance(r * 255, g * 255, b * 255)),
      pixels: pixelsUnder(view, text.box),
      needed: neededContrast(text, view.frame),
    }))
    .filter(({ pixels }) => pixels.length > 0)
}

function hardOnes(texts: readonly Measured[], scrim: Scrim | null): HardText[] {
  return texts.flatMap((each) => {
    const seen = each.luminances.length === 0 ? null : contrastOf(each, scrim)
    const isHard = seen === null || seen < each.needed
    return isHard ? [{ name: each.text.name, contrast: seen, needed: each.needed }] : []
  })
}

/** The contrast of all but the worst pixels under a text. */
function contrastOf(measured: Measured, scrim: Scrim | null): number {
  const all = measured.pixels
    .map((pixel) => contrastAt(measured, pixel, scrim))
    .sort((one, other) => one - other)
  return all[Math.floor(all.length * tolerated)] ?? 21
}

/** The least contrast of a text's colours with a pixel of the picture, both as they are seen. */
function contrastAt({ text, luminances }: Measured, pixel: Pixel, scrim: Scrim | null): number {
  const strength = scrim === null ? 0 : opacityAt(scrim, pixel.x, pixel.y)
  const over = scrim?.tone === 'white' ? 255 * strength : 0
  const red = pixel.red * (1 - strength) + over
  const green = pixel.green * (1 - strength) + over
  const blue = pixel.blue * (1 - strength) + over
  const beneath = luminance(red, green, blue)
  const { colours, opacity = 1 } = text
  const left = 1 - opacity
  const own =
    left === 0
      ? luminances
      : colours.map(({ r, g, b }) =>
          luminance(
            r * 255 * opacity + red * left,
            g * 255 * opacity + green * left,
            b * 255 * opacity + blue * left,
          ),
        )
  return Math.min(...own.map((each) => contrast(each, beneath)))
}

/** Stops at the first pixel too many, because most of the tried scrims are not enough. */
function isReadable(measured: Measured, scrim: Scrim | null): boolean {
  let left = Math.floor(measured.pixels.length * tolerated)
  for (const pixel of measured.pixels) {
    if (contrastAt(measured, pixel, scrim) < measured.needed && --left < 0) return false
  }
  return true
}

function leastScrim(frame: Size, texts: readonly Measured[]): Scrim | null {
  const hard = texts.filter((each) => !isReadable(each, null))
  if (hard.length === 0) return null
  const tried = texts.map(sampleOf)
  const countOf = (scrim: Scrim) => tried.filter((each) => isReadable(each, scrim)).length
  const least = texts.length - hard.length
  // What the strongest scrim does not make readable, no weaker one does.
  const hardTried = hard.map(sampleOf)
  const reach = (tone: Scrim['tone']) =>
    least + hardTried.filter((each) => isReadable(each, strongestScrim(frame, tone))).length
  const reaches = { black: reach('black'), white: reach('white') }
  const most = Math.max(reaches.black, reaches.white)
  let best = { count: least, scrim: null as Scrim | null }
  const boxes = hard.map(({ text }) => text.box)
  for (const scrim of scrimsFor(frame, boxes)) {
    if (best.count === most) break
    if (reaches[scrim.tone] <= best.count) continue
    const count = countOf(scrim)
    if (count > best.count) best = { count, scrim }
  }
  return best.scrim
}

function sampleOf(measured: Measured): Measured {
  const every = Math.ceil(measured.pixels.length / mostTried)
  const pixels = measured.pixels.filter((_, index) => index % every === 0)
  return { ...measured, pixels, needed: measured.needed * margin }
}
