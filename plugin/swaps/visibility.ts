import { isAnyUp } from '../canvas/nodes.ts'
import type { Swap, WithOriginal, WithRender } from './find-swaps.ts'
import { reveal } from './insert-render.ts'
import { isLayer } from '../canvas/layer.ts'
import { indexIn } from '../canvas/copies.ts'

export function showRender(swap: WithRender): void {
  const { render, original } = swap
  unnest(swap)
  if (original !== null && isLayer(original)) reveal(render, original)
  else render.visible = true
}

/** Shows or hides an original. Hides its render first, for the reason given at `reveal`. */
export function showOriginal(swap: WithOriginal, visible: boolean): void {
  const { render, original } = swap
  unnest(swap)
  if (render !== null) render.visible = false
  original.visible = visible
}

/**
 * The two are neighbours in the layer list, so one is easily dragged into the other by mistake. It would
 * then be hidden, or deleted, together with the other.
 */
export function unnest({ render, original }: Pick<Swap, 'render' | 'original'>): void {
  if (render === null || original === null || render.parent?.id === original.parent?.id) return
  takeOut(original, render, 0)
  takeOut(render, original, 1)
}

/** @param above 1 to move directly above `outer`, 0 to move below */
function takeOut(inner: SceneNode, outer: SceneNode, above: number): void {
  const { parent } = outer
  if (parent === null || !isAnyUp(inner, ({ id }) => id === outer.id)) return
  parent.insertChild(indexIn(parent, outer) + above, inner)
  if (isLayer(inner) && isLayer(outer)) inner.relativeTransform = outer.relativeTransform
}
