import type { HostDocument } from './document/document.ts'
import { box, containerTransform, relativeTransform } from './document/measure.ts'
import { frames, groups } from './document/schema.ts'
import { isText } from './document/segments.ts'
import type { Effect, Paint, Transform } from './document/types.ts'
import type { Env, Pen, Picture, Surface } from './env/env.ts'
import { outline, trace } from './painter/outline.ts'
import { paintFills } from './painter/paints.ts'
import { paintText } from './painter/text.ts'

export type Easel = {
  document: HostDocument
  env: Env
  pictures: ReadonlyMap<string, Picture>
  surface: Surface
}

const decoded = new WeakMap<HostDocument, Map<string, Promise<Picture | null>>>()

/** Decodes the pictures that the nodes and all below them show; painting itself can't wait. */
export const loadPictures = async (
  document: HostDocument,
  env: Env,
  ids: readonly string[],
): Promise<Map<string, Picture>> => {
  const cache = decoded.get(document) ?? new Map<string, Promise<Picture | null>>()
  decoded.set(document, cache)
  const hashes = new Set<string>()
  for (const id of ids.flatMap((top) => [top, ...document.descendants(top)])) {
    for (const paint of [...document.prop(id, 'fills'), ...document.prop(id, 'strokes')]) {
      if (paint.type === 'IMAGE' && paint.imageHash !== null) hashes.add(paint.imageHash)
    }
  }
  const pictures = new Map<string, Picture>()
  for (const hash of hashes) {
    const bytes = document.images.bytes(hash)
    if (bytes === null) continue
    // a picture whose header is right and whose body is broken shows nothing
    const load = cache.get(hash) ?? env.decodeImage(bytes).catch(() => null)
    cache.set(hash, load)
    const picture = await load
    if (picture !== null) pictures.set(hash, picture)
  }
  return pictures
}

export const apply = (pen: Pen, m: Transform): void =>
  pen.transform(m[0][0], m[1][0], m[0][1], m[1][1], m[0][2], m[1][2])

const css = ({ r, g, b, a }: { r: number; g: number; b: number; a: number }) =>
  `rgba(${Math.round(r * 255)},${Math.round(g * 255)},${Math.round(b * 255)},${a})`

const blends: Record<string, GlobalCompositeOperation> = {
  MULTIPLY: 'multiply',
  SCREEN: 'screen',
  OVERLAY: 'overlay',
  DARKEN: 'darken',
  LIGHTEN: 'lighten',
  COLOR_DODGE: 'color-dodge',
  COLOR_BURN: 'color-burn',
  HARD_LIGHT: 'hard-light',
  SOFT_LIGHT: 'soft-light',
  DIFFERENCE: 'difference',
  EXCLUSION: 'exclusion',
  HUE: 'hue',
  SATURATION: 'saturation',
  COLOR: 'color',
  LUMINOSITY: 'luminosity',
  LINEAR_DODGE: 'lighter',
}

type Shown<Type extends Effect['type']> = Extract<
  Effect,
  { type: Type } | (Type extends 'LAYER_BLUR' ? { type: 'LAYER_BLUR' | 'BACKGROUND_BLUR' } : never)
>
const effectsOf = <Type extends Effect['type']>(
  document: HostDocument,
  id: string,
  type: Type,
): Shown<Type>[] =>
  document
    .prop(id, 'effects')
    .filter((effect): effect is Shown<Type> => effect.type === type && effect.visible)

/** How many pixels of the surface one pixel of the document is, at the pen's place. */
const scaleAt = (pen: Pen): number => {
  const { a, b } = pen.getTransform()
  return Math.hypot(a, b)
}

/** Paints a node, where it stands on the page, and all that is in it. */
export const paintNode = (easel: Easel, id: string): void => {
  const { document, surface } = easel
  if (document.node(id).type === 'PAGE') {
    for (const child of document.node(id).children) paintInContainer(easel, child)
    return
  }
  surface.pen.save()
  apply(surface.pen, containerTransform(document, id))
  paintInContainer(easel, id)
  surface.pen.restore()
}

/** The pen stands in the coordinates of the node's container. */
const paintInContainer = (easel: Easel, id: string): void => {
  const { document, surface } = easel
  const opacity = document.prop(id, 'opacity')
  if (!document.prop(id, 'visible') || opacity === 0) return
  const blur = effectsOf(document, id, 'LAYER_BLUR')[0]?.radius ?? 0
  const blend = blends[document.prop(id, 'blendMode')]
  if (opacity === 1 && blur === 0 && blend === undefined) {
    paintWhole(easel, id)
    return
  }
  // what is seen through, blurred or blended is painted apart, and put down as one
  const layer = easel.env.createSurface(surface.width, surface.height)
  const { a, b, c, d, e, f } = surface.pen.getTransform()
  layer.pen.setTransform(a, b, c, d, e, f)
  paintWhole({ ...easel, surface: layer }, id)
  const { pen } = surface
  pen.save()
  // Figma's radius is about twice the standard deviation that a canvas takes
  if (blur > 0) pen.filter = `blur(${(blur * scaleAt(pen)) / 2}px)`
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.globalAlpha = opacity
  if (blend !== undefined) pen.globalCompositeOperation = blend
  pen.drawImage(layer.drawable, 0, 0, layer.width, layer.height)
  pen.restore()
}

const isLaidOut = (document: HostDocument, id: string): boolean =>
  frames.has(document.node(id).type) &&
  ['HORIZONTAL', 'VERTICAL'].includes(document.prop(id, 'layoutMode'))

const paintWhole = (easel: Easel, id: string): void => {
  const { document, surface } = easel
  const { pen } = surface
  const node = document.node(id)
  // a group's children stand in the coordinates of the group's container
  if (groups.has(node.type)) {
    for (const child of node.children) paintInContainer(easel, child)
    return
  }
  pen.save()
  apply(pen, relativeTransform(document, id))
  if (isText(document, id)) {
    shadows(easel, id, () => paintText(easel, id))
    paintText(easel, id)
  } else {
    paintShape(easel, id)
  }
  const hidden = node.type === 'SECTION' && document.prop(id, 'sectionContentsHidden')
  if (node.children.length > 0 && !hidden) {
    pen.save()
    if (frames.has(node.type) && document.prop(id, 'clipsContent')) {
      trace(pen, document, id)
      pen.clip()
    }
    // plugin-api.d.ts 8200: the first child is drawn on top
    const isReversed = isLaidOut(document, id) && document.prop(id, 'itemReverseZIndex')
    const children = isReversed ? [...node.children].reverse() : node.children
    for (const child of children) paintInContainer(easel, child)
    pen.restore()
  }
  if (!isText(document, id)) paintStrokes(easel, id)
  pen.restore()
}

const paintShape = (easel: Easel, id: string): void => {
  const { document, surface } = easel
  const { pen } = surface
  const filled = document.prop(id, 'fills').some((fill) => fill.visible !== false)
  if (!filled) return
  shadows(easel, id, () => {
    trace(pen, document, id)
    pen.fillStyle = '#000'
    pen.fill()
  })
  const { width, height } = box(document, id)
  pen.save()
  const rule = trace(pen, document, id)
  if (rule !== 'none') {
    pen.clip(rule)
    paintFills(easel, document.prop(id, 'fills'), width, height)
    innerShadows(easel, id)
  }
  pen.restore()
}

/** Draws only the shadow: the shape itself is thrown far off the surface. */
const shadows = (easel: Easel, id: string, draw: () => void): void => {
  const { pen, width, height } = easel.surface
  for (const shadow of effectsOf(easel.document, id, 'DROP_SHADOW')) {
    pen.save()
    const scale = scaleAt(pen)
    const far = 2 * (width + height) + 1000
    const now = pen.getTransform()
    pen.setTransform(now.a, now.b, now.c, now.d, now.e - far, now.f)
    pen.shadowColor = css(shadow.color)
    pen.shadowBlur = shadow.radius * scale
    pen.shadowOffsetX = far + shadow.offset.x * scale
    pen.shadowOffsetY = shadow.offset.y * scale
    draw()
    pen.restore()
  }
}

/** The shadow of all that is around the shape; the pen is clipped to the shape already. */
const innerShadows = (easel: Easel, id: string): void => {
  const { pen } = easel.surface
  const { width, height } = box(easel.document, id)
  for (const shadow of effectsOf(easel.document, id, 'INNER_SHADOW')) {
    pen.save()
    const scale = scaleAt(pen)
    const rim = shadow.radius * 2 + Math.abs(shadow.offset.x) + Math.abs(shadow.offset.y) + 10
    pen.shadowColor = css(shadow.color)
    pen.shadowBlur = shadow.radius * scale
    pen.shadowOffsetX = shadow.offset.x * scale
    pen.shadowOffsetY = shadow.offset.y * scale
    pen.beginPath()
    pen.rect(-rim, -rim, width + 2 * rim, height + 2 * rim)
    outline(pen, easel.document, id, 0)
    pen.fillStyle = '#000'
    pen.fill('evenodd')
    pen.restore()
  }
}

const strokeColor = (paint: Paint): string | null => {
  if (paint.visible === false) return null
  const alpha = paint.opacity ?? 1
  if (paint.type === 'SOLID') return css({ ...paint.color, a: alpha })
  if (paint.type !== 'GRADIENT_LINEAR' && paint.type !== 'GRADIENT_RADIAL') return null
  const [first] = paint.gradientStops
  return first === undefined ? null : css({ ...first.color, a: first.color.a * alpha })
}

const shift = { INSIDE: -0.5, CENTER: 0, OUTSIDE: 0.5 } as const

const paintStrokes = (easel: Easel, id: string): void => {
  const { document, surface } = easel
  const { pen } = surface
  const weight = document.prop(id, 'strokeWeight')
  for (const stroke of document.prop(id, 'strokes')) {
    const color = strokeColor(stroke)
    if (color === null || weight === 0) continue
    pen.save()
    pen.setLineDash([...document.prop(id, 'dashPattern')])
    pen.lineWidth = weight
    pen.strokeStyle = color
    pen.beginPath()
    outline(pen, document, id, weight * shift[document.prop(id, 'strokeAlign')])
    pen.stroke()
    pen.restore()
  }
}
