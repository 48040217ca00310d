import type { NodeId } from '../../contract/model/ids.ts'
import { overlap } from '../canvas/rect.ts'
import { type Finder, findNode, isScene, pageOf } from '../canvas/nodes.ts'

type Guide = Finder & Pick<PluginAPI, 'currentPage' | 'setCurrentPageAsync' | 'viewport'>

/**
 * Opens the page of the first node that still exists, and selects all nodes on that page.
 *
 * @returns how many are selected now
 */
export async function show(figma: Guide, ids: readonly NodeId[]): Promise<number> {
  const first = (await findLayers(figma, ids))[0]
  const page = first === undefined ? null : pageOf(first)
  if (page === null) return 0
  await figma.setCurrentPageAsync(page)
  const nodes = (await findLayers(figma, ids)).filter(
    (node) => !node.removed && pageOf(node)?.id === figma.currentPage.id,
  )
  if (nodes.length === 0) return 0
  figma.currentPage.selection = nodes
  figma.viewport.scrollAndZoomIntoView(nodes)
  return nodes.length
}

/** Scrolls to the nodes on the open page, unless one of them is in view already. */
export async function reveal(figma: Guide, ids: readonly NodeId[]): Promise<void> {
  const nodes = (await findLayers(figma, ids)).filter(
    (node) => pageOf(node)?.id === figma.currentPage.id,
  )
  const { bounds } = figma.viewport
  const isInView = ({ absoluteBoundingBox: box }: SceneNode) => box !== null && overlap(box, bounds)
  if (nodes.length > 0 && !nodes.some(isInView)) figma.viewport.scrollAndZoomIntoView(nodes)
}

async function findLayers(figma: Finder, ids: readonly NodeId[]): Promise<SceneNode[]> {
  const layers: SceneNode[] = []
  for (const id of new Set(ids)) {
    const node = await findNode(figma, id)
    if (node !== null && isScene(node)) layers.push(node)
  }
  return layers
}
