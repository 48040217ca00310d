import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'
import { commitUndo } from '../plugin-data/temporary.ts'
import { type Finder, findLoaded } from '../canvas/nodes.ts'
import { hasRecipe } from '../plugin-data/recipes.ts'
import { drawScrim } from '../variants/scrim.ts'

/** Draws the scrims of variants, or removes them, and ends the undo step that `refreshText` has begun. */
export async function drawScrims(
  figma: Finder & Pick<PluginAPI, 'createRectangle' | 'commitUndo'>,
  { scrims }: RequestOf<'drawScrims'>,
): Promise<ResponseOf<'drawScrims'>> {
  const found = await findLoaded(
    figma,
    scrims.map(({ node }) => node),
  )
  const missing: ResponseOf<'drawScrims'>['missing'] = []
  for (const [index, { node, scrim }] of scrims.entries()) {
    const frame = found[index]
    if (frame?.type !== 'FRAME' || frame.removed || !hasRecipe(frame)) missing.push(node)
    else drawScrim(figma, frame, scrim)
  }
  commitUndo(figma)
  return { missing }
}
