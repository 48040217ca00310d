/** A layer with a look of its own: what can be exported, and have something in its place. */
export type Layer = Exclude<SceneNode, SectionNode> & LayoutMixin & BlendMixin & ExportMixin

export function isLayer(node: BaseNode): node is Layer {
  return 'absoluteRenderBounds' in node && 'effects' in node && 'exportAsync' in node
}
