import { later } from './later.ts'
import { base64Decode, base64Encode } from '../document/base64.ts'
import { absoluteBoundingBox, box } from '../document/measure.ts'
import { union } from '../document/geometry.ts'
import { isText } from '../document/segments.ts'
import { isSkipped, isSublayer } from '../document/rules.ts'
import { FigmaError, type NodeType } from '../document/types.ts'
import { fontKey, fonts, hasFont, idOf, nodeRef, type Session } from './session.ts'
import { fontsOf } from './text-methods.ts'
import { ImageRef } from './wire.ts'

type Method = (session: Session, args: readonly unknown[]) => unknown

/** docs/migrating-to-dynamic-loading: what has become asynchronous throws. */
const dynamicPage = (instead: string): never => {
  throw new FigmaError(`Cannot call with documentAccess: dynamic-page. Use ${instead} instead.`)
}

/** `create*()` parents under the page that is current at that moment (plugin-api.d.ts 1073). */
const create =
  (type: NodeType): Method =>
  (session) => {
    session.step('create', type)
    return nodeRef(session.document, session.document.create(type, session.document.currentPage))
  }

const bytesOf = (value: unknown): Uint8Array => {
  if (value instanceof Uint8Array) return value
  throw new FigmaError('Expected a Uint8Array')
}

const findNode = ({ document, skipsInvisible }: Session, id: unknown) => {
  if (typeof id !== 'string' || isDefined(document.find(id)?.type)) return null
  if (skipsInvisible && isSkipped(document, id)) return null
  return document.has(id) ? nodeRef(document, id) : null
}

const isDefined = (type: NodeType | undefined) =>
  type === 'TEXT_STYLE' || type === 'VARIABLE_COLLECTION'

const findDefined = ({ document }: Session, id: unknown, type: NodeType) =>
  document.find(String(id))?.type === type ? nodeRef(document, String(id)) : null

const group: Method = ({ document }, [nodes, parent, index]) => {
  if (!Array.isArray(nodes) || nodes.length === 0) {
    // plugin-api.d.ts 1859: "This list must be non-empty"
    throw new FigmaError('First argument must be an array of at least one node')
  }
  const parentId = idOf(parent)
  const ids = nodes.map(idOf)
  if (ids.some((id) => isSublayer(document, id))) {
    throw new FigmaError('Cannot move node. Node is inside of an instance')
  }
  // plugin-api.d.ts 1875: grouped layers stay where they are on the page
  const places = ids.map((id) => absoluteBoundingBox(document, id))
  const at = typeof index === 'number' ? index : undefined
  const made = document.create('GROUP', parentId, {}, at)
  ids.forEach((id, i) => {
    document.insert(made, id)
    const now = absoluteBoundingBox(document, id)
    const was = places[i] ?? now
    const { x, y } = box(document, id)
    document.set(id, { x: x + was.x - now.x, y: y + was.y - now.y })
  })
  return nodeRef(document, made)
}

const zoomPadding = 1.2
const screen = { width: 1200, height: 800 }

export const figmaMethods: Record<string, Method> = {
  getNodeById: () => dynamicPage('figma.getNodeByIdAsync'),
  getNodeByIdAsync: async (session, [id]) => {
    await later()
    return findNode(session, id)
  },
  setCurrentPageAsync: async ({ document, loadedPages }, [page]) => {
    const id = idOf(page)
    await later()
    loadedPages.add(id)
    document.setCurrentPage(id)
  },
  loadAllPagesAsync: async ({ document, loadedPages }) => {
    await later()
    for (const page of document.pages) loadedPages.add(page)
  },
  createFrame: create('FRAME'),
  createRectangle: create('RECTANGLE'),
  createEllipse: create('ELLIPSE'),
  createLine: create('LINE'),
  createVector: create('VECTOR'),
  createText: create('TEXT'),
  createSection: create('SECTION'),
  createSlice: create('SLICE'),
  createComponent: create('COMPONENT'),
  createComponentFromNode: ({ document }, [node]) => {
    const id = idOf(node)
    const line = document.lineage(id)
    const bad: readonly NodeType[] = ['COMPONENT', 'COMPONENT_SET', 'INSTANCE']
    // plugin-api.d.ts 1110: "cannot be inside a component, component set, or instance"
    if (line.some(({ type }) => bad.includes(type))) {
      throw new FigmaError('Cannot create component from node')
    }
    document.retype(id, 'COMPONENT')
    return nodeRef(document, id)
  },
  createPage: ({ document }) => {
    // plugin-api.d.ts 1128
    if (document.pages.length >= document.maxPages) {
      throw new FigmaError(
        `The Starter plan only comes with ${document.maxPages} pages. Upgrade to Professional ` +
          'for unlimited pages.',
      )
    }
    const name = `Page ${document.pages.length + 1}`
    return nodeRef(document, document.create('PAGE', document.rootId, { name }))
  },
  group,
  ungroup: ({ document }, [node]) => {
    const id = idOf(node)
    const { parent, children } = document.node(id)
    if (parent === null) throw new FigmaError('Cannot ungroup this node')
    for (const child of children) document.insert(parent, child)
    if (document.has(id)) document.remove(id)
    return children.map((child) => nodeRef(document, child))
  },
  createImage: (session, [data]) => {
    const bytes = bytesOf(data)
    session.step('createImage', bytes.length)
    return new ImageRef(session.document.images.add(bytes))
  },
  createImageAsync: async () => {
    throw new FigmaError('in createImageAsync: the stand-in has no network')
  },
  getImageByHash: ({ document }, [hash]) =>
    typeof hash === 'string' && document.images.has(hash) ? new ImageRef(hash) : null,
  loadFontAsync: async ({ loadedFonts }, [font]) => {
    await later()
    const wanted = font as { family: string; style: string }
    if (!hasFont(wanted)) {
      throw new FigmaError(`in loadFontAsync: The font "${fontKey(wanted)}" could not be loaded`)
    }
    loadedFonts.add(fontKey(wanted))
  },
  getLocalTextStyles: () => dynamicPage('figma.getLocalTextStylesAsync'),
  getLocalTextStylesAsync: async ({ document }) => {
    await later()
    return document.defined('TEXT_STYLE').map((id) => nodeRef(document, id))
  },
  createTextStyle: ({ document }) => nodeRef(document, document.define('TEXT_STYLE', {})),
  getStyleById: () => dynamicPage('figma.getStyleByIdAsync'),
  getStyleByIdAsync: async (session, [id]) => {
    await later()
    return findDefined(session, id, 'TEXT_STYLE')
  },
  'variables.getVariableCollectionByIdAsync': async (session, [id]) => {
    await later()
    return findDefined(session, id, 'VARIABLE_COLLECTION')
  },
  'variables.getLocalVariableCollectionsAsync': async ({ document }) => {
    await later()
    return document.defined('VARIABLE_COLLECTION').map((id) => nodeRef(document, id))
  },
  listAvailableFontsAsync: async () => fonts.map((fontName) => ({ fontName })),
  base64Encode: (_, [data]) => base64Encode(bytesOf(data)),
  base64Decode: (_, [text]) => base64Decode(String(text)),
  commitUndo: (session) => {
    session.step('commitUndo')
    session.document.commitUndo()
  },
  triggerUndo: ({ document }) => {
    document.undo()
  },
  saveVersionHistoryAsync: async (_, [title]) => ({ id: String(title) }),
  'viewport.scrollAndZoomIntoView': ({ document }, [nodes]) => {
    if (!Array.isArray(nodes)) throw new FigmaError('Expected an array of nodes')
    const area = union(nodes.map((node) => absoluteBoundingBox(document, idOf(node))))
    if (area === null) return
    const fits = Math.min(screen.width / area.width, screen.height / area.height) / zoomPadding
    document.setViewport({
      center: { x: area.x + area.width / 2, y: area.y + area.height / 2 },
      zoom: Math.min(fits, 4),
    })
  },
  'clientStorage.getAsync': async ({ storage, step }, [key]) => {
    step('storage:get', key)
    await later()
    return storage.get(String(key))
  },
  'clientStorage.setAsync': async ({ storage, step }, [key, value]) => {
    await later()
    step('storage:set', { key, value })
    storage.set(String(key), value)
    step('storage:set:done', { key, value })
  },
  'clientStorage.deleteAsync': async ({ storage, step }, [key]) => {
    await later()
    step('storage:delete', key)
    storage.delete(String(key))
    step('storage:delete:done', key)
  },
  'clientStorage.keysAsync': async ({ storage }) => {
    await later()
    return storage.keys()
  },
}

type Getter = (session: Session) => unknown
export const figmaGetters: Record<string, Getter> = {
  root: ({ document }) => nodeRef(document, document.rootId),
  currentPage: ({ document }) => nodeRef(document, document.currentPage),
  command: ({ command }) => command,
  hasMissingFont: ({ document }) =>
    document
      .descendants(document.rootId)
      .some((id) => isText(document, id) && fontsOf(document, id).some((font) => !hasFont(font))),
  skipInvisibleInstanceChildren: ({ skipsInvisible }) => skipsInvisible,
  'viewport.center': ({ document }) => document.viewport().center,
  'viewport.zoom': ({ document }) => document.viewport().zoom,
  'viewport.bounds': ({ document }) => {
    const { center, zoom } = document.viewport()
    const width = screen.width / zoom
    const height = screen.height / zoom
    return { x: center.x - width / 2, y: center.y - height / 2, width, height }
  },
}

export const figmaSetters: Record<string, (session: Session, value: unknown) => void> = {
  // plugin-api.d.ts 481: read-only with dynamic-page
  currentPage: () => dynamicPage('figma.setCurrentPageAsync'),
  skipInvisibleInstanceChildren: (session, value) => {
    session.skipsInvisible = value === true
  },
  'viewport.center': ({ document }, value) =>
    document.setViewport({ ...document.viewport(), center: value as { x: number; y: number } }),
  'viewport.zoom': ({ document }, value) =>
    document.setViewport({ ...document.viewport(), zoom: Number(value) }),
}
