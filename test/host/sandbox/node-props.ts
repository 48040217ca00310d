import { inGrid, setSpan, setTracks, takeFreeCell } from '../document/cells.ts'
import type { HostDocument } from '../document/document.ts'
import { poseOf } from '../document/geometry.ts'
import { layOut, moveTo } from '../document/layout.ts'
import {
  absoluteBoundingBox,
  absoluteRenderBounds,
  absoluteTransform,
  box,
  relativeTransform,
} from '../document/measure.ts'
import { isSkipped, isSublayer } from '../document/rules.ts'
import { defaults, frames } from '../document/schema.ts'
import {
  isLookKey,
  isText,
  type LookKey,
  setCharacters,
  setWhole,
  valuesOf,
} from '../document/segments.ts'
import { FigmaError, type NodeRecord, type Props, type Transform } from '../document/types.ts'
import { hasFont, idOf, nodeRef, type Session, weightOf } from './session.ts'
import { fontsOf, requireFonts } from './text-methods.ts'
import { validate } from './validate.ts'
import { mixed } from './wire.ts'

const corners = [
  'topLeftRadius',
  'topRightRadius',
  'bottomLeftRadius',
  'bottomRightRadius',
] as const

const sides = [
  'strokeTopWeight',
  'strokeRightWeight',
  'strokeBottomWeight',
  'strokeLeftWeight',
] as const

/** A page that isn't loaded keeps its layers to itself (plugin-api.d.ts 7034). */
export const requireLoaded = (session: Session, id: string): void => {
  const { type } = session.document.node(id)
  if (type !== 'PAGE' || session.loadedPages.has(id)) return
  throw new FigmaError(
    'Cannot access children of a page that is not loaded. Call page.loadAsync() first.',
  )
}

type Getter = (session: Session, id: string) => unknown

const sizingMode =
  (primary: boolean): Getter =>
  ({ document }, id) => {
    const horizontal = (document.prop(id, 'layoutMode') === 'HORIZONTAL') === primary
    const key = horizontal ? 'layoutSizingHorizontal' : 'layoutSizingVertical'
    return document.prop(id, key) === 'HUG' ? 'AUTO' : 'FIXED'
  }

/** Properties that are worked out, not kept. */
const getters: Record<string, Getter> = {
  type: ({ document }, id) => document.node(id).type,
  parent: ({ document }, id) => {
    const { parent } = document.node(id)
    return parent === null ? null : nodeRef(document, parent)
  },
  children: (session, id) => {
    requireLoaded(session, id)
    const { document, skipsInvisible } = session
    return document
      .node(id)
      .children.filter((child) => !skipsInvisible || !isSkipped(document, child))
      .map((child) => nodeRef(document, child))
  },
  selection: ({ document }, id) =>
    document.selection(id).map((selected) => nodeRef(document, selected)),
  x: ({ document }, id) => box(document, id).x,
  y: ({ document }, id) => box(document, id).y,
  width: ({ document }, id) => box(document, id).width,
  height: ({ document }, id) => box(document, id).height,
  relativeTransform: ({ document }, id) => relativeTransform(document, id),
  absoluteTransform: ({ document }, id) => absoluteTransform(document, id),
  absoluteBoundingBox: ({ document }, id) => absoluteBoundingBox(document, id),
  absoluteRenderBounds: ({ document }, id) => absoluteRenderBounds(document, id),
  // plugin-api.d.ts 8996: figma.mixed where the corners differ
  cornerRadius: ({ document }, id) => {
    const radii = new Set(corners.map((corner) => document.prop(id, corner)))
    return radii.size === 1 ? [...radii][0] : mixed
  },
  // sides of different weights are not in the stand-in
  ...Object.fromEntries(
    sides.map((side): [string, Getter] => [
      side,
      ({ document }, id) => document.prop(id, 'strokeWeight'),
    ]),
  ),
  primaryAxisSizingMode: sizingMode(true),
  counterAxisSizingMode: sizingMode(false),
  layoutAlign: ({ document }, id) => {
    const { parent } = document.node(id)
    const vertical = parent !== null && document.prop(parent, 'layoutMode') === 'VERTICAL'
    const key = vertical ? 'layoutSizingHorizontal' : 'layoutSizingVertical'
    return document.prop(id, key) === 'FILL' ? 'STRETCH' : 'INHERIT'
  },
  layoutGrow: ({ document }, id) => {
    const { parent } = document.node(id)
    const vertical = parent !== null && document.prop(parent, 'layoutMode') === 'VERTICAL'
    const key = vertical ? 'layoutSizingVertical' : 'layoutSizingHorizontal'
    return document.prop(id, key) === 'FILL' ? 1 : 0
  },
  hasMissingFont: ({ document }, id) => fontsOf(document, id).some((font) => !hasFont(font)),
  fontWeight: ({ document }, id) =>
    onlyOf(fontsOf(document, id).map(({ style }) => weightOf(style))),
  // plugin-api.d.ts 6705: of text, a list for each field
  boundVariables: ({ document }, id) => {
    const own = document.prop(id, 'boundVariables')
    if (!isText(document, id)) return own
    const fields = valuesOf(document, id, 'textVariables').flatMap((each) => Object.entries(each))
    const names = [...new Set(fields.map(([name]) => name))]
    const of = (name: string) => fields.flatMap(([each, alias]) => (each === name ? [alias] : []))
    return { ...own, ...Object.fromEntries(names.map((name) => [name, of(name)])) }
  },
  resolvedVariableModes: ({ document }, id) =>
    Object.assign({}, ...document.lineage(id).reverse().map(modesOf)) as unknown,
  // docs/migrating-to-dynamic-loading: use getMainComponentAsync
  mainComponent: () => {
    throw new FigmaError(
      'Cannot call with documentAccess: dynamic-page. Use node.getMainComponentAsync instead.',
    )
  },
}

const modesOf = ({ props }: NodeRecord) => props.explicitVariableModes ?? {}

/** A value that all have, or `figma.mixed`. */
const onlyOf = (values: readonly unknown[]): unknown =>
  new Set(values.map((value) => JSON.stringify(value))).size > 1 ? mixed : values[0]

export const getProp = (session: Session, id: string, name: string): unknown => {
  // plugin-api.d.ts 6396 and 3663: a removed node still has `removed`, `id` and its type
  if (name === 'removed') return !session.document.has(id)
  const getter = getters[name]
  if (getter !== undefined) return getter(session, id)
  const node = session.document.node(id)
  if (isLookKey(name) && isText(session.document, id)) {
    return onlyOf(valuesOf(session.document, id, name))
  }
  return node.props[name as keyof Props] ?? defaults[name as keyof Props]
}

type Setter = (session: Session, id: string, value: never) => void

const inAutoLayout = (document: HostDocument, id: string): boolean => {
  const { parent } = document.node(id)
  if (parent === null || document.prop(parent, 'layoutMode') === 'NONE') return false
  return document.prop(id, 'layoutPositioning') === 'AUTO'
}

const underAutoLayout = (document: HostDocument, id: string): boolean => {
  const { parent } = document.node(id)
  return parent !== null && document.prop(parent, 'layoutMode') !== 'NONE'
}

const move =
  (axis: 'x' | 'y'): Setter =>
  ({ document }, id, value: number) => {
    // plugin-api.d.ts 7299: "Setting this property for these auto-layout children will no-op"
    if (inAutoLayout(document, id)) return
    const now = box(document, id)
    moveTo(document, id, axis === 'x' ? value : now.x, axis === 'y' ? value : now.y)
  }

/** plugin-api.d.ts 7436: HUG on auto-layout frames and text, FILL on auto-layout children. */
const sizing =
  (key: 'layoutSizingHorizontal' | 'layoutSizingVertical'): Setter =>
  ({ document }, id, value: 'FIXED' | 'HUG' | 'FILL') => {
    const { type } = document.node(id)
    const lays = frames.has(type) && document.prop(id, 'layoutMode') !== 'NONE'
    if (value === 'HUG' && !lays && type !== 'TEXT') {
      throw new FigmaError('HUG can only be set on auto-layout frames and text children')
    }
    if (value === 'FILL' && !underAutoLayout(document, id)) {
      throw new FigmaError('FILL can only be set on children of auto-layout frames')
    }
    document.set(id, { [key]: value })
  }

/** A missing font can't be loaded, but it can be replaced. */
const written =
  (key: keyof Props): Setter =>
  (session, id, value: unknown) => {
    const { document } = session
    const isFont = key === 'fontName'
    requireFonts(session, isFont ? [value as Props['fontName']] : fontsOf(document, id))
    if (key === 'characters') setCharacters(document, id, String(value))
    else if (isLookKey(key) && isText(document, id)) setWhole(document, id, key, value)
    else document.set(id, { [key]: value })
  }

/** Of the look of text, what needs no loaded font. */
const ofAnyFont =
  (key: LookKey): Setter =>
  ({ document }, id, value: unknown) =>
    isText(document, id) ? setWhole(document, id, key, value) : document.set(id, { [key]: value })

const sizingModeSetter =
  (primary: boolean): Setter =>
  ({ document }, id, value: 'FIXED' | 'AUTO') => {
    const horizontal = (document.prop(id, 'layoutMode') === 'HORIZONTAL') === primary
    const key = horizontal ? 'layoutSizingHorizontal' : 'layoutSizingVertical'
    document.set(id, { [key]: value === 'AUTO' ? 'HUG' : 'FIXED' })
  }

/** plugin-api.d.ts 8668: "Applicable only on direct children of grid auto-layout frames". */
const cellAlign =
  (key: 'gridChildHorizontalAlign' | 'gridChildVerticalAlign'): Setter =>
  ({ document }, id, value: Props[typeof key]) => {
    if (!inGrid(document, id)) {
      throw new FigmaError(`${key} can only be set on children of grid auto-layout frames`)
    }
    document.set(id, { [key]: value })
  }

/** plugin-api.d.ts 7322: "Applicable only to auto-layout frames and their direct children". */
const limit =
  (key: 'minWidth' | 'maxWidth' | 'minHeight' | 'maxHeight'): Setter =>
  ({ document }, id, value: number | null) => {
    const { type } = document.node(id)
    const lays = frames.has(type) && document.prop(id, 'layoutMode') !== 'NONE'
    if (!lays && !underAutoLayout(document, id)) {
      throw new FigmaError(`${key} can only be set on auto-layout frames and their children`)
    }
    document.set(id, { [key]: value })
  }

const setters: Record<string, Setter> = {
  x: move('x'),
  y: move('y'),
  cornerRadius: ({ document }, id, value: number) =>
    document.set(id, Object.fromEntries(corners.map((corner) => [corner, value]))),
  relativeTransform: ({ document }, id, value: Transform) => {
    const [[, , x], [, , y]] = value
    document.set(id, poseOf(value))
    if (!inAutoLayout(document, id)) moveTo(document, id, x, y)
  },
  layoutSizingHorizontal: sizing('layoutSizingHorizontal'),
  layoutSizingVertical: sizing('layoutSizingVertical'),
  primaryAxisSizingMode: sizingModeSetter(true),
  counterAxisSizingMode: sizingModeSetter(false),
  // a frame that becomes auto layout hugs what it holds (plugin-api.d.ts 7694)
  layoutMode: ({ document }, id, value: Props['layoutMode']) => {
    // refused for slots, as figma-console-mcp notes of figma_create_slot; the message is not known
    if (value === 'GRID' && document.node(id).type === 'SLOT') {
      throw new FigmaError('GRID is not allowed on slots')
    }
    const hug = value === 'NONE' ? 'FIXED' : 'HUG'
    document.set(id, {
      layoutMode: value,
      layoutSizingHorizontal: hug,
      layoutSizingVertical: hug,
    })
    if (value === 'GRID')
      for (const child of document.node(id).children) takeFreeCell(document, child)
  },
  // plugin-api.d.ts 4369: where `spread` is accepted
  effects: ({ document }, id, value: Props['effects']) => {
    const { type } = document.node(id)
    const isFilled = document.prop(id, 'fills').some(({ visible }) => visible !== false)
    const isPlate = frames.has(type) && isFilled && document.prop(id, 'clipsContent')
    const isSpread = value.some((effect) => 'spread' in effect && (effect.spread ?? 0) !== 0)
    if (isSpread && !isPlate && type !== 'RECTANGLE' && type !== 'ELLIPSE') {
      throw new FigmaError('spread is only accepted on rectangles, ellipses and filled frames')
    }
    document.set(id, { effects: value })
  },
  layoutPositioning: ({ document }, id, value: Props['layoutPositioning']) => {
    if (value === 'ABSOLUTE' && !underAutoLayout(document, id)) {
      throw new FigmaError('ABSOLUTE can only be set on children of auto-layout frames')
    }
    const came = value === 'AUTO' && document.prop(id, 'layoutPositioning') === 'ABSOLUTE'
    document.set(id, { layoutPositioning: value })
    if (came) takeFreeCell(document, id)
    layOut(document, id)
  },
  layoutAlign: ({ document }, id, value: string) => {
    const { parent } = document.node(id)
    const vertical = parent !== null && document.prop(parent, 'layoutMode') === 'VERTICAL'
    const key = vertical ? 'layoutSizingHorizontal' : 'layoutSizingVertical'
    document.set(id, { [key]: value === 'STRETCH' ? 'FILL' : 'FIXED' })
  },
  layoutGrow: ({ document }, id, value: number) => {
    const { parent } = document.node(id)
    const vertical = parent !== null && document.prop(parent, 'layoutMode') === 'VERTICAL'
    const key = vertical ? 'layoutSizingVertical' : 'layoutSizingHorizontal'
    document.set(id, { [key]: value === 1 ? 'FILL' : 'FIXED' })
  },
  // plugin-api.d.ts 10660: of this page
  selection: ({ document }, id, value: readonly unknown[]) => {
    if (!Array.isArray(value)) throw new FigmaError('Expected an array of nodes')
    const ids = value.map(idOf)
    for (const selected of ids) {
      if (document.pageOf(selected) === id && selected !== id) continue
      throw new FigmaError('The selection of a page can only include nodes in that page')
    }
    document.setSelection(id, ids)
  },
  gridRowSpan: ({ document }, id, value: number) => setSpan(document, id, 'rows', value),
  gridColumnSpan: ({ document }, id, value: number) => setSpan(document, id, 'columns', value),
  gridChildHorizontalAlign: cellAlign('gridChildHorizontalAlign'),
  gridChildVerticalAlign: cellAlign('gridChildVerticalAlign'),
  gridRowCount: ({ document }, id, value: number) => setTracks(document, id, 'gridRowCount', value),
  gridColumnCount: ({ document }, id, value: number) =>
    setTracks(document, id, 'gridColumnCount', value),
  minWidth: limit('minWidth'),
  maxWidth: limit('maxWidth'),
  minHeight: limit('minHeight'),
  maxHeight: limit('maxHeight'),
  // plugin-api.d.ts 9197: "this property is read-only. Use `setReactionsAsync` to update the value"
  reactions: () => {
    throw new FigmaError(
      'Cannot call with documentAccess: dynamic-page. Use node.setReactionsAsync instead.',
    )
  },
  // plugin-api.d.ts 6390
  name: ({ document }, id, value: string) =>
    document.set(id, { name: value, ...(isText(document, id) ? { autoRename: false } : {}) }),
  characters: written('characters'),
  // plugin-api.d.ts 11019 to 11027
  textAlignHorizontal: written('textAlignHorizontal'),
  textAlignVertical: written('textAlignVertical'),
  textAutoResize: written('textAutoResize'),
  // refused as well (awdr74100/figwright #180, DirectedEdges/specs #343); 10334 for `leadingTrim`
  textTruncation: written('textTruncation'),
  maxLines: written('maxLines'),
  leadingTrim: written('leadingTrim'),
  fontSize: written('fontSize'),
  fontName: written('fontName'),
  lineHeight: written('lineHeight'),
  letterSpacing: written('letterSpacing'),
  textCase: written('textCase'),
  paragraphSpacing: written('paragraphSpacing'),
  paragraphIndent: written('paragraphIndent'),
  listSpacing: ofAnyFont('listSpacing'),
  fills: ofAnyFont('fills'),
  hyperlink: ofAnyFont('hyperlink'),
  textDecoration: written('textDecoration'),
}

/** What an instance has from its main component and nowhere else; text and look can be overridden. */
const ofMainAlone: ReadonlySet<string> = new Set([
  'x',
  'y',
  'rotation',
  'relativeTransform',
  'constraints',
])
const notOverridable = 'This property cannot be overridden in an instance'

/** Message as reported in forums. */
export const refuseInInstance = (document: HostDocument, id: string): void => {
  if (isSublayer(document, id)) throw new FigmaError(notOverridable)
}

export const setProp = (session: Session, id: string, name: string, value: unknown): void => {
  const { document } = session
  document.node(id)
  validate(name, value)
  if (ofMainAlone.has(name)) refuseInInstance(document, id)
  if ((name === 'opacity' || name === 'visible') && isSublayer(document, id)) {
    const taken = document.quirks.overrides[name]
    if (taken === 'thrown') throw new FigmaError(notOverridable)
    if (taken === 'ignored') return
  }
  const setter = setters[name] as
    | ((session: Session, id: string, value: unknown) => void)
    | undefined
  if (setter !== undefined) setter(session, id, value)
  else session.document.set(id, { [name]: value })
}
