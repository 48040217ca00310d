import type { Size } from '../../contract/model/geometry.ts'
import { warned } from '../canvas/warned.ts'
import type { PlacedBlock } from '../../contract/model/live-text.ts'
import { isLayer } from '../canvas/layer.ts'
import { isFixed } from '../canvas/nodes.ts'
import { isUnturned, placeIn } from '../canvas/placed-in.ts'
import { textsIn } from './loaded-layers.ts'
import { fontFields } from '../variants/layer-looks.ts'

/** Up to this change of scale, a text keeps its own size, and so its style. */
const near = 0.03
/** How far a text style's size may be from the wanted size, as a share of that. */
const styleReach = 0.12
const shrink = 0.98
/** Down to about half its size: smaller, it could not be read either. */
const mostTries = 35
/** A wrapped text takes all the room in an auto layout if it is wider than this share. */
const widest = 0.96
/** How much less of a text may be shown: its heights are rounded. */
const hair = 0.02
/** In pixels, because real heights are rounded up. */
export const tolerance = 1

/**
 * Scales a copy and its text. Text with a text style gets the style of the same font that is nearest in
 * size; if none is near enough, the link to the style is lost.
 *
 * @returns the changes of styles, to wait for
 */
export function scaleLayer(
  copy: SceneNode,
  scale: number,
  styles: readonly TextStyle[],
): Promise<void>[] {
  return isNear(scale) ? [] : rescale(copy, scale, styles)
}

function isNear(scale: number): boolean {
  return Math.abs(scale - 1) <= near
}

function rescale(copy: SceneNode, scale: number, styles: readonly TextStyle[]): Promise<void>[] {
  const texts = textsIn(copy).map((text) => ({
    text,
    segments: text.getStyledTextSegments([...fontFields, 'textStyleId']),
  }))
  const isPlain = copy.type === 'TEXT' && isUnturned(copy.relativeTransform)
  if (isPlain) scaleLook(copy, scale)
  else if ('rescale' in copy) copy.rescale(scale)
  return texts.flatMap(({ text, segments }) =>
    segments.flatMap((segment) => {
      const { start, end, fontName, fontSize, lineHeight, letterSpacing } = segment
      const { paragraphSpacing, paragraphIndent, listSpacing } = segment
      const by = (value: number) => Math.round(value * scale * 10) / 10
      const style = segment.textStyleId === '' ? null : nearest(styles, fontName, fontSize * scale)
      if (style !== null) {
        const styled = text.setRangeTextStyleIdAsync(start, end, style.id)
        // A text without its style is laid all the same, in its own font and size.
        return styled.catch(warned('A text has lost its style.'))
      }
      if (!isPlain) return []
      text.setRangeFontSize(start, end, Math.max(1, by(fontSize)))
      if (lineHeight.unit === 'PIXELS') {
        text.setRangeLineHeight(start, end, { unit: 'PIXELS', value: by(lineHeight.value) })
      }
      if (letterSpacing.unit === 'PIXELS') {
        text.setRangeLetterSpacing(start, end, { unit: 'PIXELS', value: by(letterSpacing.value) })
      }
      if (paragraphSpacing > 0) text.setRangeParagraphSpacing(start, end, by(paragraphSpacing))
      if (paragraphIndent > 0) text.setRangeParagraphIndent(start, end, by(paragraphIndent))
      if (listSpacing > 0) text.setRangeListSpacing(start, end, by(listSpacing))
      return []
    }),
  )
}

/** Scales the outline, the shadows and the blur of a text; those of a style stay as they are. */
function scaleLook(text: TextNode, scale: number): void {
  const { strokes, strokeWeight, effects } = text
  const isOutlined = strokes.length > 0 && typeof strokeWeight === 'number'
  if (isOutlined) text.strokeWeight = strokeWeight * scale
  if (effects.length === 0 || text.effectStyleId) return
  text.effects = effects.map((effect) => {
    if (!('radius' in effect)) return effect
    const radius = effect.radius * scale
    if (!('offset' in effect)) return { ...effect, radius }
    const { x, y } = effect.offset
    // Figma takes a spread only for boxes.
    return { ...effect, radius, offset: { x: x * scale, y: y * scale }, spread: 0 }
  })
}

function nearest(styles: readonly TextStyle[], font: FontName, size: number): TextStyle | null {
  const off = (style: TextStyle) => Math.abs(style.fontSize - size)
  const [best = null] = styles
    .filter(({ fontName: { family, style } }) => family === font.family && style === font.style)
    .filter((style) => off(style) <= size * styleReach)
    .sort((a, b) => off(a) - off(b))
  return best
}

/**
 * Gives a copy its place and its width, and makes it smaller until it fits.
 *
 * @param least the least share of its text that is shown, as `shownOf` tells it
 * @returns the copy's size as a share of the planned one; 1 if it is as planned
 */
export function fit(frame: FrameNode, copy: SceneNode, placed: PlacedBlock, least: number): number {
  const placeOf = placeIn(frame)
  /** Of a turned copy, the upright rectangle around it, as it was planned. */
  const boxNow = () => (isLayer(copy) ? placeOf(copy).box : copy)
  const isFitting = () => fits(boxNow(), placed) && shownOf(copy) >= least - hair
  wrap(copy, placed)
  let scale = 1
  for (let tries = 0; tries < mostTries && !isFitting(); tries++) {
    // A copy that kept its own size first gets the planned one.
    const isPlanned = tries === 0 && placed.scale < 1 && isNear(placed.scale)
    const by = isPlanned ? placed.scale : shrink
    void rescale(copy, by, [])
    wrap(copy, placed)
    if (!isPlanned) scale *= by
  }
  const box = boxNow()
  const { horizontal, vertical } = placed
  if ('constraints' in copy) copy.constraints = { horizontal, vertical }
  copy.x += placed.x - box.x + (placed.width - box.width) * slackOf(copy)
  copy.y += placed.y - box.y
  if (placed.isLeftOut) copy.visible = false
  return scale
}

function fits({ width, height }: Size, placed: PlacedBlock): boolean {
  return width <= placed.width + tolerance && height <= placed.height + tolerance
}

/** Whether a text shows only some of its lines. */
function isCut({ textTruncation, maxLines }: TextNode): boolean {
  return textTruncation === 'ENDING' && maxLines !== null
}

/** The share of a text's lines that it shows; 1 for any other layer. */
export function shownOf(copy: SceneNode): number {
  if (copy.type !== 'TEXT' || !isCut(copy)) return 1
  const { height, maxLines } = copy
  copy.textTruncation = 'DISABLED'
  const share = height / copy.height
  copy.textTruncation = 'ENDING'
  copy.maxLines = maxLines
  return share
}

/** Gives a copy its width, and the texts in it the room that this leaves. */
export function wrap(
  copy: SceneNode,
  { width, wraps }: Pick<PlacedBlock, 'width' | 'wraps'>,
): void {
  if (copy.type === 'TEXT') {
    // On one line without end, a text of which lines are cut would be far too wide.
    if (isUnturned(copy.relativeTransform)) setWidth(copy, wraps || isCut(copy) ? width : null)
  } else if (wraps && isLayer(copy)) {
    const texts = textsIn(copy)
    // The width of what is beside the widest text: paddings, icons.
    const beside = copy.width - Math.max(0, ...texts.map((text) => text.width))
    const { layoutSizingVertical } = copy
    copy.resize(width, copy.height)
    // `resize` fixes the height as well, which has to follow the lines.
    if (layoutSizingVertical === 'HUG') copy.layoutSizingVertical = 'HUG'
    const room = width - beside
    for (const text of texts) {
      // A wrapped text that took all the room before it was made smaller takes all of it again.
      const least = text.textAutoResize === 'HEIGHT' ? room * widest : room
      // In an instance, Figma refuses another width.
      if (text.width > least && !isFixed(text)) setWidth(text, room)
    }
  }
}

/** @param width null for a text that does not wrap */
export function setWidth(text: TextNode, width: number | null): void {
  // `resize` comes first, because it fixes the height.
  if (width !== null) text.resize(Math.max(1, width), text.height)
  text.textAutoResize = width === null ? 'WIDTH_AND_HEIGHT' : 'HEIGHT'
}

/** The share of the free room beside a text, or a button, that is to its left. */
export function slackOf(copy: SceneNode): number {
  if (!isLayer(copy) || !isUnturned(copy.relativeTransform)) return 0
  const isText = copy.type === 'TEXT'
  const side = isText
    ? copy.textAlignHorizontal
    : 'constraints' in copy && copy.constraints.horizontal
  return side === 'CENTER' ? 0.5 : side === 'RIGHT' || side === 'MAX' ? 1 : 0
}
