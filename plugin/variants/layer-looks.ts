import { withInner } from '../canvas/copies.ts'
import { corners } from '../canvas/corners.ts'

/** What a text style decides of a segment, and its scale changes. */
export const fontFields = [
  'fontName',
  'fontSize',
  'lineHeight',
  'letterSpacing',
  'paragraphSpacing',
] as const
const segmentFields = [
  ...fontFields,
  'textCase',
  'textDecoration',
  'textStyleId',
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
      const linked = segment.textStyleId === '' ? bound : [...bound, ...fontFields]
      const left = Object.entries(segment).filter(
        ([field]) => !linked.some((each) => each === field),
      )
      return { ...Object.fromEntries(left), characters: '' }
    })
    const words = boundVariables?.characters ?? characters
    const fields = textFields.filter((field) => field in node)
    return [words, segments, place, ...fields.map((field) => (node as Partial<TextNode>)[field])]
  }
  const fields = boxFields.filter((field) => field in node && !(isTop && field === 'visible'))
  return [node.type, place, ...fields.map((field) => (node as Partial<FrameNode>)[field])]
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
