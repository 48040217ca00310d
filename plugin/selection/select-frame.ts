import type { NodeId } from '../../contract/model/ids.ts'
import { type Finder, findNode, isAnyUp, isScene, pageOf } from '../canvas/nodes.ts'

/**
 * Selects a frame in place of whatever is selected in it, on the page that the designer sees.
 *
 * @returns false where the frame is not on that page (or no longer)
 */
export async function selectFrame(
  figma: Finder & Pick<PluginAPI, 'currentPage'>,
  id: NodeId,
): Promise<boolean> {
  const frame = await findNode(figma, id)
  const page = figma.currentPage
  if (frame === null || !isScene(frame) || pageOf(frame)?.id !== page.id) return false
  const others = page.selection.filter((node) => !isAnyUp(node, (at) => at.id === frame.id))
  page.selection = [...others, frame]
  return true
}
