import { HostDocument } from './document/document.ts'
import { moveTo } from './document/layout.ts'
import { resize } from './document/layout.ts'
import type { NodeType, Paint, Props } from './document/types.ts'

/** Making documents, and what a designer does in one; none of it goes through the plugin API. */
export const createDocument = (options: { maxPages?: number } = {}): HostDocument =>
  new HostDocument(options)

export const solid = (hex: string, opacity = 1): Paint => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
  return { type: 'SOLID', color: { r, g, b }, opacity, visible: true }
}

export const gradient = (from: string, to: string, kind: 'LINEAR' | 'RADIAL' = 'LINEAR'): Paint => {
  const stop = (hex: string, position: number) => {
    const paint = solid(hex)
    const color = paint.type === 'SOLID' ? { ...paint.color, a: 1 } : { r: 0, g: 0, b: 0, a: 1 }
    return { position, color }
  }
  return {
    type: kind === 'LINEAR' ? 'GRADIENT_LINEAR' : 'GRADIENT_RADIAL',
    // down, where linear
    gradientTransform: kind === 'LINEAR' ? [[0, 1, 0], [-1, 0, 1]] : [[1, 0, 0], [0, 1, 0]], // oxfmt-ignore
    gradientStops: [stop(from, 0), stop(to, 1)],
  }
}

type Given = Partial<Props> & { cornerRadius?: number }

const add =
  (type: NodeType) =>
  (document: HostDocument, parent: string, { cornerRadius, ...props }: Given = {}): string => {
    const round = cornerRadius === undefined ? {} : rounded(cornerRadius)
    return document.person(() => document.create(type, parent, { ...props, ...round }))
  }

const rounded = (radius: number): Partial<Props> => ({
  topLeftRadius: radius,
  topRightRadius: radius,
  bottomLeftRadius: radius,
  bottomRightRadius: radius,
})

export const addFrame = add('FRAME')
export const addSection = add('SECTION')
export const addRectangle = add('RECTANGLE')
export const addEllipse = add('ELLIPSE')
export const addLine = add('LINE')
export const addVector = add('VECTOR')
export const addText = add('TEXT')
export const addTextPath = add('TEXT_PATH')
export const addComponent = add('COMPONENT')
export const addSlot = add('SLOT')
export const addSlice = add('SLICE')
export const addComponentSet = add('COMPONENT_SET')

export const addPage = (document: HostDocument, name: string): string =>
  document.person(() => document.create('PAGE', document.rootId, { name }))

export const addInstance = (
  document: HostDocument,
  parent: string,
  component: string,
  props: Partial<Props> = {},
): string =>
  document.person(() => {
    const id = document.instantiate(component, parent)
    document.set(id, props)
    return id
  })

/** A rectangle filled with a picture. */
export const addImageRect = (
  document: HostDocument,
  parent: string,
  bytes: Uint8Array,
  props: Given = {},
): string => {
  const imageHash = document.images.add(bytes)
  const fills: Paint[] = [{ type: 'IMAGE', imageHash, scaleMode: 'FILL' }]
  return addRectangle(document, parent, { fills, ...props })
}

export const addGroup = (
  document: HostDocument,
  parent: string,
  ids: readonly string[],
  name = 'Group',
): string =>
  document.person(() => {
    const group = document.create('GROUP', parent, { name })
    for (const id of ids) document.insert(group, id)
    return group
  })

export const addBoolean = (
  document: HostDocument,
  parent: string,
  ids: readonly string[],
): string =>
  document.person(() => {
    const made = document.create('BOOLEAN_OPERATION', parent)
    for (const id of ids) document.insert(made, id)
    return made
  })

export const addTextStyle = (document: HostDocument, props: Partial<Props>): string =>
  document.person(() => document.define('TEXT_STYLE', props))

/** A collection of variables with modes of these names; their ids are `1:0`, `1:1` and so on. */
export const addCollection = (document: HostDocument, ...names: readonly string[]): string =>
  document.person(() => {
    const modes = names.map((name, i) => ({ modeId: `1:${i}`, name }))
    return document.define('VARIABLE_COLLECTION', { modes })
  })

/**
 * A duplicate of the whole file, as Figma makes one: ids, plugin data and images are the same, and the
 * name says that it is a copy unless another is given.
 */
export const duplicateFile = (document: HostDocument, name?: string): HostDocument => {
  const copy = HostDocument.fromJSON(document.toJSON())
  copy.set(copy.rootId, { name: name ?? `${document.prop(document.rootId, 'name')} (Copy)` })
  copy.commitUndo()
  return copy
}

/** What the designer does, each an undo step of its own. */
export const person = (document: HostDocument) => ({
  select: (ids: readonly string[]) => document.setSelection(document.currentPage, ids),
  remove: (id: string) => document.person(() => document.remove(id)),
  move: (id: string, x: number, y: number) => document.person(() => moveTo(document, id, x, y)),
  resize: (id: string, width: number, height: number) =>
    document.person(() => resize(document, id, width, height, true)),
  rename: (id: string, name: string) => document.person(() => document.set(id, { name })),
  set: (id: string, props: Partial<Props>) => document.person(() => document.set(id, props)),
  reparent: (parent: string, id: string, index?: number) =>
    document.person(() => document.insert(parent, id, index)),
  duplicate: (id: string): string =>
    document.person(() => document.copy(id, document.node(id).parent ?? document.currentPage)),
  setCurrentPage: (id: string) => document.setCurrentPage(id),
  undo: () => document.undo(),
  redo: () => document.redo(),
})
