import type { HostDocument } from './document.ts'
import type { Effect, Props } from './types.ts'

/** What the Scale tool multiplies, besides place and size (plugin-api.d.ts, LayoutMixin.rescale). */
const lengths = [
  'width',
  'height',
  'strokeWeight',
  'topLeftRadius',
  'topRightRadius',
  'bottomLeftRadius',
  'bottomRightRadius',
  'itemSpacing',
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
export const rescale = (document: HostDocument, id: string, by: number, isTop = true): void => {
  const { props, children } = document.node(id)
  document.set(id, {
    ...scaled(props, by),
    ...(isTop ? {} : { x: document.prop(id, 'x') * by, y: document.prop(id, 'y') * by }),
    ...(props.effects && { effects: props.effects.map((effect) => scaledEffect(effect, by)) }),
    ...(props.runs && {
      runs: props.runs.map((run) => ({
        ...run,
        style: { ...run.style, ...scaled(run.style, by) },
      })),
    }),
  })
  for (const child of children) rescale(document, child, by, false)
  // once more, for what the layout gave it in between
  document.set(id, {})
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
  if (effect.type !== 'DROP_SHADOW' && effect.type !== 'INNER_SHADOW') return effect
  const { x, y } = effect.offset
  const spread = effect.spread === undefined ? {} : { spread: effect.spread * by }
  return { ...effect, ...spread, radius: effect.radius * by, offset: { x: x * by, y: y * by } }
}
