import type { NodeId } from '../../contract/model/ids.ts'
import { overlap } from '../canvas/rect.ts'
import { type Finder, findNode, isScene, pageOf } from '../canvas/nodes.ts'

type Viewer = Finder & Pick<PluginAPI, 'currentPage' | 'setCurrentPageAsync' | 'viewport'>

/**
 * Selects the nodes on the open page. If none is there, opens the page of the first node that still exists.
 *
 * @returns how many are selected now
 */
export async function show(figma: Viewer, ids: readonly NodeId[]): Promise<number> {
  const layers = await findLayers(figma, ids)
  if (!layers.some(isHere(figma))) {
    const [page] = layers.map(pageOf)
    if (!page) return 0
    await figma.setCurrentPageAsync(page)
  }
  const nodes = layers.filter(isHere(figma))
  if (nodes.length === 0) return 0
  figma.currentPage.selection = nodes
  figma.viewport.scrollAndZoomIntoView(nodes)
  return nodes.length
}

/** Scrolls to the nodes on the open page, unless one of them is in view already. */
export async function reveal(figma: Viewer, ids: readonly NodeId[]): Promise<void> {
  const nodes = (await findLayers(figma, ids)).filter(isHere(figma))
  const { bounds } = figma.viewport
  const isInView = ({ absoluteBoundingBox: box }: SceneNode) => box !== null && overlap(box, bounds)
  if (nodes.length > 0 && !nodes.some(isInView)) figma.viewport.scrollAndZoomIntoView(nodes)
}

function isHere({ currentPage }: Viewer): (node: SceneNode) => boolean {
  return (node) => !node.removed && pageOf(node)?.id === currentPage.id
}

async function findLayers(figma: Finder, ids: readonly NodeId[]): Promise<SceneNode[]> {
  const layers: SceneNode[] = []
  for (const id of new Set(ids)) {
    const node = await findNode(figma, id)
    if (node !== null && isScene(node)) layers.push(node)
  }
  return layers
}
