/** The radii of a layer's corners (plugin typings, `RectangleCornerMixin`). */
export const corners = [
  'topLeftRadius',
  'topRightRadius',
  'bottomLeftRadius',
  'bottomRightRadius',
] as const
