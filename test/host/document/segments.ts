import type { HostDocument } from './document.ts'
import { FigmaError, type Props } from './types.ts'

/** What each character of a text has for itself (plugin-api.d.ts 5569 StyledTextSegment). */
export const lookKeys = [
  'fontSize',
  'fontName',
  'lineHeight',
  'letterSpacing',
  'fills',
  'textCase',
  'textDecoration',
  'textStyleId',
  'fillStyleId',
  'hyperlink',
  'paragraphSpacing',
  'paragraphIndent',
  'listSpacing',
  'indentation',
  'listOptions',
  'textVariables',
] as const
export type LookKey = (typeof lookKeys)[number]
export type TextLook = Pick<Props, LookKey>

/** A range of a text that differs from the rest. */
export type TextRun = {
  readonly start: number
  readonly end: number
  readonly style: Partial<TextLook>
}

/** Of these, the whole paragraph has the same (plugin-api.d.ts 10436–10452). */
const ofParagraphs: ReadonlySet<string> = new Set([
  'paragraphSpacing',
  'paragraphIndent',
  'listSpacing',
  'indentation',
  'listOptions',
])

/** What a text style decides; another value ends the link to it. */
export const styleKeys = [
  'fontSize',
  'fontName',
  'lineHeight',
  'letterSpacing',
  'textCase',
  'textDecoration',
  'paragraphSpacing',
  'paragraphIndent',
  'listSpacing',
] as const

export const isLookKey = (name: string): name is LookKey =>
  (lookKeys as readonly string[]).includes(name)

export const isText = (document: HostDocument, id: string): boolean =>
  ['TEXT', 'TEXT_PATH'].includes(document.node(id).type)

/** How a character looks, and what comes after the last; of an empty text, how its first would. */
export const lookAt = <Key extends LookKey>(
  document: HostDocument,
  id: string,
  at: number,
  key: Key,
): Props[Key] => {
  const near = Math.min(at, document.prop(id, 'characters').length - 1)
  const runs = document.prop(id, 'runs').filter(({ start, end }) => start <= near && near < end)
  const found = runs.find(({ style }) => style[key] !== undefined)
  return found?.style[key] ?? document.prop(id, key)
}

export type Segment = { start: number; end: number; look: Partial<TextLook> }

/** The longest ranges in which some properties stay the same. */
export const segmentsOf = (
  document: HostDocument,
  id: string,
  keys: readonly LookKey[],
  start = 0,
  end = document.prop(id, 'characters').length,
): Segment[] => {
  const edges = document.prop(id, 'runs').flatMap((run) => [run.start, run.end])
  const cuts = [...new Set([start, end, ...edges.filter((at) => at > start && at < end)])]
  cuts.sort((a, b) => a - b)
  const segments: (Segment & { print: string })[] = []
  for (const [i, from] of cuts.slice(0, -1).entries()) {
    const look = Object.fromEntries(keys.map((key) => [key, lookAt(document, id, from, key)]))
    const print = JSON.stringify(look)
    const to = cuts[i + 1] ?? end
    const last = segments.at(-1)
    if (last?.print === print) last.end = to
    else segments.push({ start: from, end: to, look, print })
  }
  return segments.map(({ print: _, ...segment }) => segment)
}

/** All the values that a property has in a text. */
export const valuesOf = <Key extends LookKey>(
  document: HostDocument,
  id: string,
  key: Key,
): Props[Key][] => {
  const segments = segmentsOf(document, id, [key])
  if (segments.length === 0) return [lookAt(document, id, 0, key)]
  return segments.map(({ look }) => look[key] as Props[Key])
}

/** What goes along when a property is written: links to styles and variables end. */
const loosened = (key: LookKey, variables: Props['textVariables']): Partial<TextLook> => {
  const { [key]: _, ...left } = variables as Record<string, { type: 'VARIABLE_ALIAS'; id: string }>
  return {
    ...((styleKeys as readonly string[]).includes(key) ? { textStyleId: '' } : {}),
    ...(key === 'fills' ? { fillStyleId: '' } : {}),
    ...(Object.keys(left).length < Object.keys(variables).length ? { textVariables: left } : {}),
  }
}

const paragraphsAround = (text: string, start: number, end: number): [number, number] => {
  const next = text.indexOf('\n', Math.max(start, end - 1))
  return [text.slice(0, start).lastIndexOf('\n') + 1, next === -1 ? text.length : next + 1]
}

/** Writes on a range, or on an empty text. */
export const setRange = (
  document: HostDocument,
  id: string,
  range: readonly [number, number],
  patch: Partial<TextLook>,
): void => {
  const text = document.prop(id, 'characters')
  if (text === '') {
    document.set(id, patch)
    return
  }
  const runs = [...document.prop(id, 'runs')]
  for (const key of Object.keys(patch) as LookKey[]) {
    const [start, end] = ofParagraphs.has(key) ? paragraphsAround(text, ...range) : range
    for (const part of segmentsOf(document, id, ['textVariables'], start, end)) {
      const links = loosened(key, part.look.textVariables ?? {})
      const style = { ...links, [key]: patch[key] }
      runs.push({ start: part.start, end: part.end, style })
    }
  }
  document.set(id, { runs: plain(runs, text.length) })
}

/** Without what is covered wholly by what was written later. */
const plain = (runs: readonly TextRun[], length: number): TextRun[] => {
  const edges = [...new Set([0, length, ...runs.flatMap(({ start, end }) => [start, end])])]
  edges.sort((a, b) => a - b)
  return edges.slice(0, -1).flatMap((start, i) => {
    const over = runs.filter((run) => run.start <= start && start < run.end)
    const end = edges[i + 1] ?? length
    const style = over.reduce<Partial<TextLook>>((all, run) => ({ ...all, ...run.style }), {})
    return Object.keys(style).length === 0 ? [] : [{ start, end, style }]
  })
}

/** Writes on the whole text, whatever its ranges had. */
export const setWhole = (
  document: HostDocument,
  id: string,
  key: LookKey,
  value: unknown,
): void => {
  const runs = document.prop(id, 'runs').map((run) => {
    const { [key]: _, ...style } = run.style
    const links = loosened(key, lookAt(document, id, run.start, 'textVariables'))
    return { ...run, style: { ...style, ...links } }
  })
  const links = loosened(key, document.prop(id, 'textVariables'))
  document.set(id, { [key]: value, ...links, runs: runs.filter(({ style }) => !isBare(style)) })
}

const isBare = (style: object) => Object.keys(style).length === 0

/** plugin-api.d.ts: "Setting this property will reset styles applied to character ranges". */
export const setCharacters = (document: HostDocument, id: string, characters: string): void => {
  const first = Object.fromEntries(lookKeys.map((key) => [key, lookAt(document, id, 0, key)]))
  document.set(id, { ...first, characters, runs: [] })
}

export const checkRange = (document: HostDocument, id: string, start: unknown, end: unknown) => {
  const { length } = document.prop(id, 'characters')
  const [from, to] = [Number(start), Number(end)]
  if (Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= length) {
    return [from, to] as const
  }
  // message as reported in forums
  throw new FigmaError(
    "Range outside of available characters. 'start' must be less than node.characters.length and " +
      "'end' must be less than or equal to node.characters.length",
  )
}
