import { isLayer } from './home.ts'
import type { WithOriginal, WithRender } from './pairs.ts'
import { reveal } from './seat.ts'

/** Shows a render, and hides its original where that is there. */
export function showRender({ render, original }: WithRender): void {
  if (original !== null && isLayer(original)) reveal(render, original)
  else render.visible = true
}

/** Has an original be seen, or not; and hides its render first, for the reason that `reveal` names. */
export function showOriginal({ render, original }: WithOriginal, visible: boolean): void {
  if (render !== null) render.visible = false
  original.visible = visible
}
