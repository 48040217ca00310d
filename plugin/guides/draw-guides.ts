import type { NodeId } from '../../contract/model/ids.ts'
import { drawSafeZone } from './draw-safe-zone.ts'
import { createGuideFinder, markGuide, type Zone } from '../plugin-data/guides.ts'
import { type Finder, findLoaded, isContainer, topIn } from '../canvas/nodes.ts'
import type { RequestOf } from '../../contract/protocol/procedures.ts'
import { commitUndo } from '../plugin-data/temporary.ts'
import { indexIn } from '../canvas/copies.ts'

export type GuideDrawer = Finder & Pick<PluginAPI, 'createRectangle' | 'group' | 'commitUndo'>

/** Draws safe zones over variants in place of existing ones, or removes them; one undo step. */
export async function drawGuides(
  figma: GuideDrawer,
  { guides }: RequestOf<'drawGuides'>,
): Promise<{ missing: NodeId[] }> {
  const variants = await findLoaded(
    figma,
    guides.map(({ node }) => node),
  )
  const missing: NodeId[] = []
  const guidesOf = createGuideFinder()
  for (const [index, { node, name, insets }] of guides.entries()) {
    const variant = variants[index] ?? null
    if (variant?.type !== 'FRAME') {
      missing.push(node)
      continue
    }
    for (const { group } of guidesOf(variant)) group.remove()
    if (insets !== null) drawGuide(figma, variant, { variant: node, name, insets })
  }
  commitUndo(figma)
  return { missing }
}

/**
 * Draws one guide over a variant, whose page has to be loaded.
 *
 * A guide is a locked group. The content of a variant is exported with it, and a frame is exported with all
 * frames of its page. So the group is on the page or in the section, outside every exported frame and every
 * auto layout. There it is directly above the variant, or above the frame that contains the variant.
 */
export function drawGuide(figma: GuideDrawer, variant: FrameNode, zone: Zone): void {
  const top = topIn(variant, isContainer)
  if (top === null) return
  const { child, holder } = top
  const group = figma.group(drawSafeZone(figma, variant, holder, zone.insets), holder)
  holder.insertChild(indexIn(holder, child) + 1, group)
  group.name = `Safe zone · ${zone.name} (guide, not exported)`
  group.locked = true
  group.expanded = false
  markGuide(group, zone)
}
