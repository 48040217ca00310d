import type { NodeId } from '../../../contract/model/ids.ts'
import type { LaidBlocks } from '../../../contract/model/live-text.ts'
import type { LaidText } from '../../../contract/model/canvas-text.ts'
import { areReadable } from '../../catalog/contrast/legibility.ts'
import type { View } from '../../catalog/contrast/pixels-under.ts'

/** The texts over a picture, and the layers in the source whose copies were not changed since. */
interface Over {
  readonly texts: readonly LaidText[]
  readonly untouched: readonly NodeId[]
}

/**
 * The first layout in which all texts of a variant can be read over its picture. Undefined if there is none,
 * or if a text was edited, moved or deleted.
 *
 * @param layouts the present layout of the texts, then others
 */
export function readableLayout(
  view: View,
  { texts, untouched }: Over,
  [now, ...others]: readonly LaidBlocks[],
): LaidBlocks | undefined {
  if (now?.every(({ id }) => untouched.includes(id)) !== true) return undefined
  return others.find((layout) => areReadable(view, textsIn(layout, now, texts)))
}

/** The texts in another layout. Each may be anywhere in its block, so the whole block counts. */
function textsIn(layout: LaidBlocks, now: LaidBlocks, texts: readonly LaidText[]): LaidText[] {
  return texts.map((text) => {
    const isOwn = ({ id }: LaidBlocks[number]) => id === text.from
    const [before, box] = [now.find(isOwn), layout.find(isOwn)]
    if (before === undefined || box === undefined) return text
    return { ...text, box, fontSize: (text.fontSize * box.scale) / before.scale }
  })
}
