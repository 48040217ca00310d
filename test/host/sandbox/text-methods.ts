import type { HostDocument } from '../document/document.ts'
import {
  checkRange,
  isLookKey,
  type LookKey,
  segmentsOf,
  setRange,
  setWhole,
  styleKeys,
  type TextLook,
  valuesOf,
} from '../document/segments.ts'
import { FigmaError, type Props } from '../document/types.ts'
import { later } from './later.ts'
import { fontKey, weightOf, type Session } from './session.ts'
import { validate } from './validate.ts'
import { mixed } from './wire.ts'

type Method = (session: Session, id: string, args: readonly unknown[]) => unknown

/** Text is only written in fonts that are loaded (plugin-api.d.ts, loadFontAsync). */
export const requireFonts = (
  { loadedFonts }: Session,
  fonts: readonly Props['fontName'][],
): void => {
  const needed = fonts.map(fontKey).find((font) => !loadedFonts.has(font))
  if (needed === undefined) return
  throw new FigmaError(
    `Cannot write to node with unloaded font "${needed}". Please call ` +
      `figma.loadFontAsync({ family: "...", style: "..." }) and await the returned promise first.`,
  )
}

export const fontsOf = (document: HostDocument, id: string): Props['fontName'][] =>
  valuesOf(document, id, 'fontName')

/** What a method's name calls by what property. */
const ranges: Record<string, LookKey> = {
  FontSize: 'fontSize',
  FontName: 'fontName',
  LineHeight: 'lineHeight',
  LetterSpacing: 'letterSpacing',
  Fills: 'fills',
  TextCase: 'textCase',
  TextDecoration: 'textDecoration',
  Hyperlink: 'hyperlink',
  ParagraphSpacing: 'paragraphSpacing',
  ParagraphIndent: 'paragraphIndent',
  ListSpacing: 'listSpacing',
  Indentation: 'indentation',
  ListOptions: 'listOptions',
  TextStyleId: 'textStyleId',
  FillStyleId: 'fillStyleId',
}

/** plugin-api.d.ts 9946–10428: what is written without its font being loaded. */
const needsNoFont: ReadonlySet<LookKey> = new Set([
  'hyperlink',
  'listOptions',
  'listSpacing',
  'indentation',
  'paragraphIndent',
])

const reader =
  (key: LookKey): Method =>
  ({ document }, id, [start, end]) => {
    const found = segmentsOf(document, id, [key], ...checkRange(document, id, start, end))
    return found.length === 1 ? found[0]?.look[key] : mixed
  }

const writer =
  (key: LookKey): Method =>
  (session, id, [start, end, value]) => {
    const { document } = session
    const range = checkRange(document, id, start, end)
    validate(key, value)
    if (key === 'fontName') requireFonts(session, [value as Props['fontName']])
    else if (!needsNoFont.has(key)) requireFonts(session, fontsOf(document, id))
    setRange(document, id, range, { [key]: value })
  }

/** Segments are told by these too; nothing here depends on them. */
const plainFields: Record<string, unknown> = {
  textDecorationStyle: null,
  textDecorationOffset: null,
  textDecorationThickness: null,
  textDecorationColor: null,
  textDecorationSkipInk: null,
  textWrapStyle: 'AUTO',
  openTypeFeatures: {},
}

/** plugin-api.d.ts 5566: another decoration than the style's leaves the link to the style. */
const overridesOf = (document: HostDocument, look: Partial<TextLook>): unknown[] => {
  const style = document.find(look.textStyleId ?? '')
  const own = style?.type === 'TEXT_STYLE' ? document.prop(style.id, 'textDecoration') : undefined
  return own === undefined || own === look.textDecoration ? [] : [{ type: 'TEXT_DECORATION' }]
}

/** Fields of a segment that are worked out from another property. */
const derived: Record<string, readonly [LookKey, (look: Partial<TextLook>) => unknown]> = {
  fontWeight: ['fontName', ({ fontName }) => weightOf(fontName?.style ?? '')],
  fontStyle: ['fontName', ({ fontName }) => (fontName?.style.includes('Italic') ? 'ITALIC' : 'REGULAR')], // oxfmt-ignore
  boundVariables: ['textVariables', ({ textVariables }) => textVariables ?? {}],
}

const segments: Method = ({ document }, id, [fields, start, end]) => {
  if (!Array.isArray(fields)) throw new FigmaError('Expected an array of fields')
  const text = document.prop(id, 'characters')
  const range =
    start === undefined ? ([0, text.length] as const) : checkRange(document, id, start, end ?? text.length) // oxfmt-ignore
  const keys = fields.map(String).flatMap((field): LookKey[] => {
    if (field in plainFields) return []
    if (field === 'textStyleOverrides') return ['textStyleId', 'textDecoration']
    const key = derived[field]?.[0] ?? field
    if (!isLookKey(key) || (key === field && field === 'textVariables')) {
      throw new FigmaError(`"${field}" is no property of text segments`)
    }
    return [key]
  })
  return segmentsOf(document, id, keys, ...range).map((segment) => ({
    ...Object.fromEntries(
      fields.map(String).map((field) => {
        if (field in plainFields) return [field, plainFields[field]]
        if (field === 'textStyleOverrides') return [field, overridesOf(document, segment.look)]
        return [field, derived[field]?.[1](segment.look) ?? segment.look[field as LookKey]]
      }),
    ),
    characters: text.slice(segment.start, segment.end),
    start: segment.start,
    end: segment.end,
  }))
}

/** Gives a range all that a style says; an empty id only ends the link. */
const applyStyle = async (
  session: Session,
  id: string,
  range: readonly [number, number],
  style: unknown,
): Promise<void> => {
  const { document } = session
  await later()
  if (style === '') {
    setRange(document, id, range, { textStyleId: '' })
    return
  }
  const found = document.find(String(style))
  if (found?.type !== 'TEXT_STYLE') throw new FigmaError(`Style with id "${String(style)}" not found`) // oxfmt-ignore
  requireFonts(session, [...fontsOf(document, id), document.prop(found.id, 'fontName')])
  const look = Object.fromEntries(styleKeys.map((key) => [key, document.prop(found.id, key)]))
  // The style comes last: what is written before it would end the link.
  setRange(document, id, range, { ...look, textVariables: {}, textStyleId: found.id })
}

const dynamicPage =
  (instead: string): Method =>
  () => {
    throw new FigmaError(
      `Cannot call with documentAccess: dynamic-page. Use node.${instead} instead.`,
    )
  }

export const textMethods: Record<string, Method> = {
  ...Object.fromEntries(
    Object.entries(ranges).map(([name, key]) => [`getRange${name}`, reader(key)]),
  ),
  ...Object.fromEntries(
    Object.entries(ranges).map(([name, key]) => [`setRange${name}`, writer(key)]),
  ),
  getRangeAllFontNames: ({ document }, id, [start, end]) =>
    segmentsOf(document, id, ['fontName'], ...checkRange(document, id, start, end)).map(
      ({ look }) => look.fontName,
    ),
  getStyledTextSegments: segments,
  setRangeTextStyleId: dynamicPage('setRangeTextStyleIdAsync'),
  setRangeTextStyleIdAsync: async (session, id, [start, end, style]) =>
    applyStyle(session, id, checkRange(session.document, id, start, end), style),
  // a text that is empty has a style as well
  setTextStyleIdAsync: async (session, id, [style]) =>
    applyStyle(session, id, [0, session.document.prop(id, 'characters').length], style),
  // paint styles are ids alone in the stand-in
  setRangeFillStyleIdAsync: async ({ document }, id, [start, end, style]) => {
    const range = checkRange(document, id, start, end)
    await later()
    setRange(document, id, range, { fillStyleId: String(style) })
  },
  setFillStyleIdAsync: async ({ document }, id, [style]) => {
    await later()
    setWhole(document, id, 'fillStyleId', String(style))
  },
}
