import type { HostDocument } from './document.ts'
import { moveTo } from './layout.ts'
import { box } from './measure.ts'
import { shapes } from './schema.ts'
import type { Effect, Props, Track } from './types.ts'

/** What the Scale tool multiplies, in a node and of its text (plugin-api.d.ts, LayoutMixin.rescale). */
const lengths = [
  'x',
  'y',
  'width',
  'height',
  'strokeWeight',
  'topLeftRadius',
  'topRightRadius',
  'bottomLeftRadius',
  'bottomRightRadius',
  'itemSpacing',
  'gridRowGap',
  'gridColumnGap',
  'paddingLeft',
  'paddingRight',
  'paddingTop',
  'paddingBottom',
  'minWidth',
  'maxWidth',
  'minHeight',
  'maxHeight',
  'fontSize',
  'paragraphSpacing',
  'paragraphIndent',
  'listSpacing',
] as const

/** All of a node by a factor, and all in it; it keeps its place. */
export const rescale = (document: HostDocument, id: string, by: number): void => {
  const { x, y } = box(document, id)
  grow(document, id, by)
  moveTo(document, id, x, y)
}

const grow = (document: HostDocument, id: string, by: number): void => {
  const { props, children } = document.node(id)
  document.set(id, {
    ...scaled(lengthsOf(document, id), by),
    ...scaled(props, by),
    ...(props.effects && { effects: props.effects.map((effect) => scaledEffect(effect, by)) }),
    ...(props.gridRowSizes && { gridRowSizes: scaledTracks(props.gridRowSizes, by) }),
    ...(props.gridColumnSizes && { gridColumnSizes: scaledTracks(props.gridColumnSizes, by) }),
    ...(props.runs && {
      runs: props.runs.map((run) => ({
        ...run,
        style: { ...run.style, ...scaled(run.style, by) },
      })),
    }),
  })
  for (const child of children) grow(document, child, by)
  // once more, for what the layout gave it in between
  document.set(id, {})
}

/** What a node has of them, even if it was never put there. */
const lengthsOf = (document: HostDocument, id: string): Partial<Props> => {
  const { type } = document.node(id)
  const { writable, readonly } = shapes[type]
  const own = new Set([...writable, ...readonly])
  return Object.fromEntries(
    lengths.filter((key) => own.has(key)).map((key) => [key, document.prop(id, key)]),
  )
}

const scaled = (props: Readonly<Partial<Props>>, by: number): Partial<Props> => ({
  ...Object.fromEntries(
    lengths.flatMap((key) => {
      const value = props[key]
      return typeof value === 'number' ? [[key, value * by]] : []
    }),
  ),
  ...(props.lineHeight?.unit === 'PIXELS' && {
    lineHeight: { ...props.lineHeight, value: props.lineHeight.value * by },
  }),
  ...(props.letterSpacing?.unit === 'PIXELS' && {
    letterSpacing: { ...props.letterSpacing, value: props.letterSpacing.value * by },
  }),
})

const scaledEffect = (effect: Effect, by: number): Effect => {
  if (effect.type === 'LAYER_BLUR') return { ...effect, radius: effect.radius * by }
  if (effect.type !== 'DROP_SHADOW' && effect.type !== 'INNER_SHADOW') return effect
  const { x, y } = effect.offset
  const spread = effect.spread === undefined ? {} : { spread: effect.spread * by }
  return { ...effect, ...spread, radius: effect.radius * by, offset: { x: x * by, y: y * by } }
}

const scaledTracks = (tracks: readonly Track[], by: number): Track[] =>
  tracks.map((track) =>
    track.type === 'FIXED' ? { ...track, value: (track.value ?? 0) * by } : track,
  )
