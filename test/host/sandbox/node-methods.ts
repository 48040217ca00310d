import { later } from './later.ts'
import { exportNode } from '../export.ts'
import { setCell } from '../document/cells.ts'
import type { HostDocument } from '../document/document.ts'
import { resize } from '../document/layout.ts'
import { rescale } from '../document/rescale.ts'
import { frames } from '../document/schema.ts'
import { isText } from '../document/segments.ts'
import { box } from '../document/measure.ts'
import { isSublayer } from '../document/rules.ts'
import { FigmaError, type Props } from '../document/types.ts'
import { refuseInInstance, requireLoaded } from './node-props.ts'
import { fontKey, hasFont, idOf, nodeRef, type Session } from './session.ts'
import { fontsOf, textMethods } from './text-methods.ts'
import { validate, validatePaints } from './validate.ts'

/** What `findAllWithCriteria` is asked for. */
interface Criteria {
  readonly types?: readonly string[]
  readonly pluginData?: { readonly keys?: readonly string[] }
}

type Method = (session: Session, id: string, args: readonly unknown[]) => unknown

/** `pluginId`, key and value together (plugin-api.d.ts 6531: "cannot exceed 100 kB"). */
const maxEntryBytes = 100_000
/** plugin-api.d.ts 6444: "This method will throw if description exceeds 1000 characters". */
const maxDescription = 1000
/** plugin-api.d.ts 7506: "Must be >= 0.01". */
const minSide = 0.01

const utf8Length = (text: string) => new TextEncoder().encode(text).length

const textOf = (value: unknown, what: string): string => {
  if (typeof value !== 'string') throw new FigmaError(`Expected ${what} to be a string`)
  return value
}

const prefixed = (data: Readonly<Record<string, string>>, prefix: string): string[] =>
  Object.keys(data)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))

/** An empty value removes the entry (plugin-api.d.ts 6533). */
const withEntry = (data: Readonly<Record<string, string>>, key: string, value: string) => {
  const { [key]: _, ...rest } = data
  return value === '' ? rest : { ...rest, [key]: value }
}

const checkEntry = (...parts: string[]): void => {
  const size = parts.reduce((sum, part) => sum + utf8Length(part), 0)
  if (size > maxEntryBytes) throw new FigmaError('The size of the entry exceeds 100 kB')
}

/**
 * `resize` "silently resets both sizing modes to FIXED" (figma/mcp-server-guide,
 * skills/figma-use/references/gotchas.md); plugins also set `textAutoResize` after it, because it ends that.
 */
const fixSides = (document: HostDocument, id: string): void => {
  const { type } = document.node(id)
  if (type === 'TEXT') document.set(id, { textAutoResize: 'NONE' })
  if (!frames.has(type) || document.prop(id, 'layoutMode') === 'NONE') return
  document.set(id, { layoutSizingHorizontal: 'FIXED', layoutSizingVertical: 'FIXED' })
}

const sized =
  (constrained: boolean): Method =>
  ({ document }, id, [width, height]) => {
    refuseInInstance(document, id)
    const line = document.node(id).type === 'LINE'
    const good = (side: unknown, min: number) =>
      typeof side === 'number' && Number.isFinite(side) && side >= min
    if (!good(width, minSide) || !good(height, line ? 0 : minSide)) {
      throw new FigmaError('Expected width and height to be at least 0.01')
    }
    // plugin-api.d.ts 7507: a line "must always be given a height of exactly 0"
    if (line && height !== 0) throw new FigmaError('Expected the height of a line to be 0')
    if (constrained) fixSides(document, id)
    resize(document, id, Number(width), Number(height), constrained)
    const text = document.node(id).type === 'TEXT'
    if (text && document.prop(id, 'textAutoResize') === 'WIDTH_AND_HEIGHT') {
      document.set(id, { textAutoResize: 'NONE', width: Number(width), height: Number(height) })
    }
  }

/** Out of an auto layout a layer has a size of its own. */
const settleAlone = (document: HostDocument, id: string): void => {
  const fills = (['layoutSizingHorizontal', 'layoutSizingVertical'] as const).filter(
    (key) => document.prop(id, key) === 'FILL',
  )
  if (fills.length > 0) document.set(id, Object.fromEntries(fills.map((key) => [key, 'FIXED'])))
  if (document.prop(id, 'layoutPositioning') === 'ABSOLUTE') {
    document.set(id, { layoutPositioning: 'AUTO' })
  }
}

/** Some say that even moving a layer needs its fonts; a test decides (`Quirks`). */
const requireKnownFonts = ({ document }: Session, id: string): void => {
  if (document.quirks.appendsMissingFonts) return
  const texts = [id, ...document.descendants(id)].filter((each) => isText(document, each))
  const missing = texts.flatMap((each) => fontsOf(document, each)).find((font) => !hasFont(font))
  if (missing === undefined) return
  throw new FigmaError(`Cannot move node with unloaded font "${fontKey(missing)}"`)
}

/** What takes patterns too (docs/adding-pattern-fills-and-strokes): their source is loaded first. */
const paintsSetter =
  (key: 'fills' | 'strokes'): Method =>
  async ({ document }, id, [given]) => {
    validatePaints(key, given)
    await later()
    const paints = given as Props['fills']
    for (const paint of paints) {
      if (paint.type !== 'PATTERN' || document.has(paint.sourceNodeId)) continue
      throw new FigmaError(`The node with id "${paint.sourceNodeId}" does not exist`)
    }
    document.set(id, { [key]: paints })
  }

export const methods: Record<string, Method> = {
  toString: ({ document }: Session, id: string) => `${document.prop(id, 'name')} (${id})`,
  remove: ({ document }, id) => {
    const { type } = document.node(id)
    if (type === 'TEXT_STYLE') {
      document.undefine(id)
      return
    }
    // message as seen in google-sheets-sync #301
    const last = type === 'PAGE' && document.pages.length === 1
    if (type === 'DOCUMENT' || isSublayer(document, id) || last) {
      throw new FigmaError('Removing this node is not allowed')
    }
    // plugin-api.d.ts, PageNode: the page that is looked at can't be taken away
    if (id === document.currentPage) throw new FigmaError('Removing this node is not allowed')
    document.remove(id)
  },
  appendChild: (session, id, [child]) => {
    requireLoaded(session, id)
    requireKnownFonts(session, idOf(child))
    session.document.insert(id, idOf(child))
  },
  insertChild: (session, id, [index, child]) => {
    requireLoaded(session, id)
    if (!Number.isInteger(index)) throw new FigmaError('Expected index to be an integer')
    requireKnownFonts(session, idOf(child))
    session.document.insert(id, idOf(child), Number(index))
  },
  appendChildAt: (session, id, [child, row, column]) => {
    if (session.document.prop(id, 'layoutMode') !== 'GRID') {
      throw new FigmaError('appendChildAt can only be called on grid auto-layout frames')
    }
    const { document } = session
    document.insert(id, idOf(child))
    setCell(document, idOf(child), Number(row), Number(column))
  },
  /** Figma looks by itself: "up to hundreds of times faster in large documents" (plugin-api.d.ts 107). */
  findAllWithCriteria: (session, id, [criteria]) => {
    requireLoaded(session, id)
    const { document, manifest } = session
    const { types, pluginData } = criteria as Criteria
    const hasData = (data: Readonly<Record<string, string>>) =>
      pluginData === undefined ||
      prefixed(data, `${manifest.id}/`).some((key) => pluginData.keys?.includes(key) ?? true)
    return document
      .descendants(id)
      .map((each) => document.node(each))
      .filter((node) => (types?.includes(node.type) ?? true) && hasData(node.pluginData))
      .map((node) => nodeRef(document, node.id))
  },
  setGridChildPosition: ({ document }, id, [row, column]) =>
    setCell(document, id, Number(row), Number(column)),
  /** What a prototype does is set in no other way with dynamic-page (plugin-api.d.ts 9353). */
  setReactionsAsync: async ({ document, step }, id, [reactions]) => {
    validate('reactions', reactions)
    step('reactions', { node: id })
    await later()
    document.set(id, { reactions: reactions as Props['reactions'] })
  },
  setFillsAsync: paintsSetter('fills'),
  setStrokesAsync: paintsSetter('strokes'),
  clone: ({ document, step }, id) => {
    step('clone', { node: id })
    const { parent, type } = document.node(id)
    // plugin-api.d.ts, SceneNodeMixin.clone: "parented under figma.currentPage" or its own page
    const target = type === 'PAGE' || parent === null ? document.rootId : document.currentPage
    const copy = document.copy(id, target)
    settleAlone(document, copy)
    // plugin-api.d.ts 11323: "returned as a plain `FrameNode` rather than a `SlotNode`"
    if (type === 'SLOT') document.retype(copy, 'FRAME')
    return nodeRef(document, copy)
  },
  resize: sized(true),
  resizeWithoutConstraints: sized(false),
  rescale: ({ document }, id, [scale]) => {
    if (typeof scale !== 'number' || scale < minSide) throw new FigmaError('Scale must be >= 0.01')
    refuseInInstance(document, id)
    rescale(document, id, scale)
  },
  lockAspectRatio: ({ document }, id) => {
    const { width, height } = box(document, id)
    document.set(id, { targetAspectRatio: { x: width, y: height } })
  },
  unlockAspectRatio: ({ document }, id) => document.set(id, { targetAspectRatio: null }),
  loadAsync: async ({ document, loadedPages }, id) => {
    await later()
    document.node(id)
    loadedPages.add(id)
  },
  /** `page.on('nodechange')`: with dynamic-page, of a page that is loaded (plugin-api.d.ts 564, 10753). */
  listen: (session, id) => {
    requireLoaded(session, id)
    // what came before is nobody's news
    if (session.watchedPages.size === 0) session.document.takeChanges()
    session.watchedPages.add(id)
  },
  exportAsync: async (session, id, [settings]) => {
    requireLoaded(session, id)
    session.step('export', { node: id, settings })
    await (session.onExport(id) ?? later())
    const picture = await exportNode(session.document, session.env, id, settings)
    session.exports.push(picture.log)
    session.step('export:done', picture.log)
    return picture.bytes
  },
  createInstance: ({ document }, id) =>
    nodeRef(document, document.instantiate(id, document.currentPage)),
  createSlot: ({ document }, id) => nodeRef(document, document.create('SLOT', id)),
  getInstancesAsync: async ({ document }, id) =>
    document
      .descendants(document.rootId)
      .filter((other) => document.find(other)?.props.mainComponent === id)
      .map((other) => nodeRef(document, other)),
  getMainComponentAsync: async ({ document }, id) => {
    const main = document.prop(id, 'mainComponent')
    return main === null || !document.has(main) ? null : nodeRef(document, main)
  },
  detachInstance: ({ document }, id) => nodeRef(document, document.detach(id)),
  setExplicitVariableModeForCollection: ({ document }, id, [collection, mode]) => {
    // plugin-api.d.ts 10610: throws for ids with dynamic-page
    if (typeof collection === 'string') {
      throw new FigmaError(
        'Cannot call with documentAccess: dynamic-page. Pass a VariableCollection.',
      )
    }
    const found = document.node(idOf(collection))
    if (!document.prop(found.id, 'modes').some(({ modeId }) => modeId === mode)) {
      throw new FigmaError('Mode not found in the collection')
    }
    const modes = document.prop(id, 'explicitVariableModes')
    document.set(id, { explicitVariableModes: { ...modes, [found.id]: String(mode) } })
  },
  ...textMethods,

  getPluginData: ({ document, manifest }, id, [key]) =>
    document.node(id).pluginData[`${manifest.id}/${textOf(key, 'key')}`] ?? '',
  getPluginDataKeys: ({ document, manifest }, id) =>
    prefixed(document.node(id).pluginData, `${manifest.id}/`),
  setPluginData: (session, id, [key, value]) => {
    const { document, manifest } = session
    const name = textOf(key, 'key')
    const text = textOf(value, 'value')
    const { pluginData } = document.node(id)
    checkEntry(manifest.id, name, text)
    session.step('pluginData', { node: id, key: name, value: text })
    document.setData(id, { pluginData: withEntry(pluginData, `${manifest.id}/${name}`, text) })
  },
  getSharedPluginData: ({ document }, id, [space, key]) =>
    document.node(id).sharedData[`${textOf(space, 'namespace')}/${textOf(key, 'key')}`] ?? '',
  getSharedPluginDataKeys: ({ document }, id, [space]) =>
    prefixed(document.node(id).sharedData, `${textOf(space, 'namespace')}/`),
  setSharedPluginData: ({ document }, id, [space, key, value]) => {
    const namespace = textOf(space, 'namespace')
    // plugin-api.d.ts 6559: "The namespace must be at least 3 alphanumeric characters"
    if (!/^\w{3,}$/.test(namespace)) throw new FigmaError('Invalid namespace')
    const text = textOf(value, 'value')
    checkEntry(namespace, textOf(key, 'key'), text)
    const { sharedData } = document.node(id)
    document.setData(id, { sharedData: withEntry(sharedData, `${namespace}/${String(key)}`, text) })
  },

  getRelaunchData: ({ document }, id) => document.node(id).relaunch,
  /** Replaces all buttons; `{}` clears them (plugin-api.d.ts 6432). */
  setRelaunchData: ({ document, manifest }, id, [data]) => {
    if (typeof data !== 'object' || data === null) throw new FigmaError('Expected an object')
    const known = manifest.relaunchButtons?.map((button) => button.command) ?? []
    for (const [command, description] of Object.entries(data)) {
      // plugin-api.d.ts 6443: "This command must be present in the manifest"; here that is an
      // error, as Figma would silently show no button
      if (!known.includes(command)) throw new FigmaError(`"${command}" is no relaunch button`)
      if (textOf(description, 'description').length > maxDescription) {
        throw new FigmaError('Relaunch description exceeds 1000 characters')
      }
    }
    document.setData(id, { relaunch: { ...data } })
  },
}
