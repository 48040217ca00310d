/** A layer that can be exported, and replaced by another. */
export type Layer = Exclude<SceneNode, SectionNode> & LayoutMixin & BlendMixin & ExportMixin

/** A layer's size, and how far it is visible. */
export type Look = Pick<Layer, 'width' | 'height' | 'absoluteBoundingBox' | 'absoluteRenderBounds'>

/** Reads each property once: Figma computes them again for every read, and the canvas waits. */
export function lookOf(layer: Layer): Look {
  const { width, height, absoluteBoundingBox, absoluteRenderBounds } = layer
  return { width, height, absoluteBoundingBox, absoluteRenderBounds }
}

export function isLayer(node: BaseNode): node is Layer {
  return 'absoluteRenderBounds' in node && 'effects' in node && 'exportAsync' in node
}
