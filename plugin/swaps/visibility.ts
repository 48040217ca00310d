import { isAnyUp } from '../canvas/nodes.ts'
import type { Swap, WithOriginal, WithRender } from './find-swaps.ts'
import { reveal } from './insert-render.ts'
import { isLayer } from '../canvas/layer.ts'

/** Shows a render, and hides its original where that is there. */
export function showRender(swap: WithRender): void {
  const { render, original } = swap
  unnest(swap)
  if (original !== null && isLayer(original)) reveal(render, original)
  else render.visible = true
}

/** Has an original be seen, or not; and hides its render first, for the reason that `reveal` names. */
export function showOriginal(swap: WithOriginal, visible: boolean): void {
  const { render, original } = swap
  unnest(swap)
  if (render !== null) render.visible = false
  original.visible = visible
}

/**
 * They are next to each other in the list of layers, and one is soon dropped into the other. It would be
 * hidden, or deleted, with that.
 */
function unnest({ render, original }: Swap): void {
  if (render === null || original === null || render.parent?.id === original.parent?.id) return
  takeOut(original, render, 0)
  takeOut(render, original, 1)
}

/** @param above 1 to stand above what it was in, 0 to stand below */
function takeOut(inner: SceneNode, outer: SceneNode, above: number): void {
  const { parent } = outer
  if (parent === null || !isAnyUp(inner, ({ id }) => id === outer.id)) return
  parent.insertChild(parent.children.findIndex(({ id }) => id === outer.id) + above, inner)
  if (isLayer(inner) && isLayer(outer)) inner.relativeTransform = outer.relativeTransform
}
