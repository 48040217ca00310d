import { mostEdge } from '../../contract/geometry/reference-size.ts'
import { constraintFor, exported } from '../canvas/export-image.ts'
import { type Finder, findLoaded, isScene } from '../canvas/nodes.ts'
import { inheritedModes, type VariableFinder } from './variable-modes.ts'

export type Loader = Finder &
  VariableFinder &
  Pick<PluginAPI, 'loadFontAsync' | 'getLocalTextStylesAsync' | 'getStyleByIdAsync'>

/** Live layers, and what must be loaded before copies of them can be changed. */
export interface LoadedLayers {
  readonly layers: ReadonlyMap<string, SceneNode>
  /** Layers whose font is missing here, as PNG; null if the export failed. */
  readonly pictures: ReadonlyMap<string, Uint8Array | null>
  readonly styles: readonly TextStyle[]
  /** The modes of variables that each layer inherits. */
  readonly modes: ReadonlyMap<string, Awaited<ReturnType<typeof inheritedModes>>>
}

/** Loads the layers that exist. Any of them can be removed during a later await. */
export async function loadLayers(figma: Loader, ids: readonly string[]): Promise<LoadedLayers> {
  const layers = new Map<string, SceneNode>()
  for (const node of await findLoaded(figma, [...new Set(ids)])) {
    if (node !== null && isScene(node)) layers.set(node.id, node)
  }
  const fonts = new Map<string, FontName>()
  const linked = new Set<string>()
  for (const layer of layers.values()) {
    for (const { fontName, textStyleId } of segmentsIn(layer)) {
      fonts.set(JSON.stringify(fontName), fontName)
      if (textStyleId !== '') linked.add(textStyleId)
    }
  }

  const missing = new Set<string>()
  const load = async (key: string, font: FontName) => {
    await figma.loadFontAsync(font).catch(() => missing.add(key))
  }
  const modes = new Map<string, Awaited<ReturnType<typeof inheritedModes>>>()
  const readModes = async (layer: SceneNode) => {
    modes.set(layer.id, await inheritedModes(figma, layer))
  }
  const used = [...linked].map((id) => figma.getStyleByIdAsync(id))
  const local = linked.size === 0 ? [] : figma.getLocalTextStylesAsync()
  const [styles] = await Promise.all([
    Promise.all([...used, local]),
    ...[...fonts].map(([key, font]) => load(key, font)),
    ...[...layers.values()].map(readModes),
  ])

  const pictures = new Map<string, Uint8Array | null>()
  for (const [id, layer] of layers) {
    if (layer.removed || !('exportAsync' in layer)) continue
    const isMissing = segmentsIn(layer).some(({ fontName }) =>
      missing.has(JSON.stringify(fontName)),
    )
    if (isMissing) pictures.set(id, await pictureOf(layer))
  }
  const isText = (style: BaseStyle | null): style is TextStyle => style?.type === 'TEXT'
  return { layers, pictures, styles: styles.flat().filter(isText), modes }
}

/** Null if Figma can't draw it: the variant then notes that the layer is missing. */
function pictureOf(layer: SceneNode & ExportMixin): Promise<Uint8Array | null> {
  const constraint = constraintFor(layer.absoluteBoundingBox ?? layer, mostEdge)
  return exported(layer, { useAbsoluteBounds: true, constraint }).catch(() => null)
}

export function textsIn(layer: SceneNode): TextNode[] {
  return nodesIn(layer, ['TEXT'])
}

/** All texts in a layer, texts on a path included. */
export function allTextsIn(layer: SceneNode): (TextNode | TextPathNode)[] {
  return nodesIn(layer, ['TEXT', 'TEXT_PATH'])
}

function segmentsIn(layer: SceneNode) {
  return allTextsIn(layer).flatMap((text) =>
    text.getStyledTextSegments(['fontName', 'textStyleId']),
  )
}

/** The nodes of such types in a layer, or the layer itself. */
function nodesIn<T extends NodeType>(
  layer: SceneNode,
  types: T[],
): (SceneNode & { readonly type: T })[] {
  const isWanted = (node: SceneNode): node is SceneNode & { readonly type: T } =>
    types.some((type) => type === node.type)
  if (isWanted(layer)) return [layer]
  return 'findAllWithCriteria' in layer ? layer.findAllWithCriteria({ types }) : []
}
