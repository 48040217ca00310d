import { withInner } from '../canvas/copies.ts'
import { corners } from '../canvas/corners.ts'

/** What a text style decides of a segment, and its scale changes. */
export const fontFields = [
  'fontName',
  'fontSize',
  'lineHeight',
  'letterSpacing',
  'paragraphSpacing',
  'paragraphIndent',
  'listSpacing',
] as const
const segmentFields = [
  ...fontFields,
  'textCase',
  'textDecoration',
  'textStyleId',
  // An underline, or a bold word, that a designer has added to a text style.
  'textStyleOverrides',
  'fillStyleId',
  'fills',
  'hyperlink',
  'listOptions',
  'indentation',
] as const

const blendFields = ['opacity', 'blendMode', 'effects', 'strokes', 'strokeWeight'] as const
const textFields = [
  ...blendFields,
  'textAlignHorizontal',
  'textAlignVertical',
  'textTruncation',
  'maxLines',
] as const
const boxFields = [...blendFields, 'visible', 'fills', ...corners] as const

/**
 * A hash of the words and the style of a layer and everything in it. Left out are the layer's own place, size
 * and visibility, and what a style or a variable decides: that changes without anybody touching the layer.
 */
export function lookOf(layer: SceneNode): string {
  const looks = withInner(layer).map((node, index) => lookAt(node, index === 0))
  return hashOf(JSON.stringify(looks, plain))
}

function lookAt(node: SceneNode, isTop: boolean): unknown {
  const { x, y, width, height } = node
  const place = isTop ? [] : [x, y, width, height].map(Math.round)
  if (node.type === 'TEXT' || node.type === 'TEXT_PATH') {
    const { boundVariables, characters } = node
    // `fontFamily`, `fontStyle` and `fontWeight` decide one field of the segments.
    const bound = Object.keys(boundVariables ?? {}).map((field) =>
      /^font(?!Size)/.test(field) ? 'fontName' : field,
    )
    const segments = node.getStyledTextSegments([...segmentFields]).map((segment) => {
      const { textStyleId, fillStyleId } = segment
      const linked =
        textStyleId === '' ? [...bound] : [...bound, ...fontFields, 'textCase', 'textDecoration']
      if (fillStyleId !== '') linked.push('fills')
      const left = Object.entries(segment).filter(
        ([field]) => !linked.some((each) => each === field),
      )
      return { ...Object.fromEntries(left), characters: '' }
    })
    const words = boundVariables?.characters ?? characters
    return [words, segments, place, ...valuesOf(node, textFields)]
  }
  const fields = boxFields.filter((field) => !isTop || field !== 'visible')
  return [node.type, place, ...valuesOf(node, fields)]
}

/** What a layer has in some fields: of `fills`, `strokes` and `effects` the style, if they have one. */
function valuesOf(node: SceneNode, fields: readonly string[]): unknown[] {
  const valueOf = (field: string): unknown =>
    field in node ? node[field as keyof SceneNode] : undefined
  return fields
    .filter((field) => field in node)
    .map((field) => valueOf(`${field.slice(0, -1)}StyleId`) || valueOf(field))
}

/** Takes the variable in place of a value that a variable decides. */
function plain(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('boundVariables' in value)) return value
  const bound = JSON.stringify(value.boundVariables)
  return bound === '{}' ? { ...value, boundVariables: undefined } : bound
}

/** A short hash of a text; not a secure one, because no secret depends on it. */
export function hashOf(text: string): string {
  let hash = 5381
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 33) ^ text.charCodeAt(at)) >>> 0
  return `${text.length.toString(36)}.${hash.toString(36)}`
}
