/** A layer with a look of its own: what can be exported, and have something in its place. */
export type Layer = Exclude<SceneNode, SectionNode> & LayoutMixin & BlendMixin & ExportMixin

/** What a layer measures, and how far it is seen. */
export type Look = Pick<Layer, 'width' | 'height' | 'absoluteBoundingBox' | 'absoluteRenderBounds'>

/** Reads it once: Figma reckons anew at each question, and the canvas waits for that. */
export function lookOf(layer: Layer): Look {
  const { width, height, absoluteBoundingBox, absoluteRenderBounds } = layer
  return { width, height, absoluteBoundingBox, absoluteRenderBounds }
}

export function isLayer(node: BaseNode): node is Layer {
  return 'absoluteRenderBounds' in node && 'effects' in node && 'exportAsync' in node
}
