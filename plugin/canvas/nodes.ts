import { PluginError } from '../../contract/protocol/plugin-error.ts'

/** The piece of Figma that finds nodes. */
export type Finder = Pick<PluginAPI, 'getNodeByIdAsync'>

/** What may hold variants: nothing else leaves its children where they are put. */
export type Container = PageNode | SectionNode

/**
 * The node of an id as it is now, or null. To be asked again after every await: the designer, a
 * colleague or an undo can have removed it meanwhile.
 */
export async function findNode(figma: Finder, id: string): Promise<BaseNode | null> {
  const node = await figma.getNodeByIdAsync(id)
  return node === null || node.removed ? null : node
}

/** Nodes as they are now, or null; the pages that they are on are loaded. */
export async function findLoaded(
  figma: Finder,
  ids: readonly string[],
): Promise<(BaseNode | null)[]> {
  const nodes = await Promise.all(ids.map((id) => findNode(figma, id)))
  const pages = new Map<string, PageNode>()
  for (const node of nodes) {
    const page = node === null || node.removed ? null : pageOf(node)
    if (page !== null) pages.set(page.id, page)
  }
  for (const page of pages.values()) if (!page.removed) await page.loadAsync()
  // Looking others up takes time, in which this one may have gone.
  return nodes.map((node) => (node === null || node.removed ? null : node))
}

/** @throws {PluginError} `page-gone` */
export async function requireContainer(figma: Finder, id: string): Promise<Container> {
  const node = await findNode(figma, id)
  if (node === null || !isContainer(node)) throw new PluginError('page-gone')
  return node
}

/** Whether a node is a layer, and no page. */
export function isScene(node: BaseNode): node is SceneNode {
  return node.type !== 'DOCUMENT' && node.type !== 'PAGE'
}

export function isContainer(node: BaseNode): node is Container {
  return node.type === 'PAGE' || node.type === 'SECTION'
}

/** The page that a node is on. */
export function pageOf(node: BaseNode): PageNode | null {
  for (let at: BaseNode | null = node; at !== null; at = at.parent) {
    if (at.type === 'PAGE') return at
  }
  return null
}

/** Whether a node, or anything that it is in, is switched off. */
export function isHidden(node: BaseNode): boolean {
  return isAnyUp(node, (at) => 'visible' in at && !at.visible)
}

/** Whether a node, or anything that it is in, is locked. */
export function isLocked(node: BaseNode): boolean {
  return isAnyUp(node, (at) => 'locked' in at && at.locked)
}

/**
 * Whether what is in a node is fixed by a main component: nothing can be added to an instance, or taken
 * out of it. What is in one of its slots can be edited freely
 * (https://developers.figma.com/docs/plugins/api/SlotNode).
 */
export function isFixed(node: BaseNode | null): boolean {
  for (let at = node; at !== null && at.type !== 'SLOT'; at = above(at)) {
    if (at.type === 'INSTANCE') return true
  }
  return false
}

/** Whether something holds for a node, or for anything that it is in. */
export function isAnyUp(node: BaseNode, test: (at: BaseNode) => boolean): boolean {
  return isAnyUpFrom([node], test)
}

/** Whether something holds for one of some nodes, or for anything that they are in: each is tested once. */
export function isAnyUpFrom(nodes: readonly BaseNode[], test: (at: BaseNode) => boolean): boolean {
  const tested = new Set<string>()
  for (const node of nodes) {
    for (let at: BaseNode | null = node; at !== null && !tested.has(at.id); at = above(at)) {
      if (test(at)) return true
      tested.add(at.id)
    }
  }
  return false
}

/** What a node is in. Above a page there is only the document, which nothing is asked about. */
export function above(node: BaseNode): BaseNode | null {
  return node.type === 'PAGE' ? null : node.parent
}

/** The nearest holder above a node, and which of its children the node is in. */
export function topIn<Holder extends Container>(
  node: SceneNode,
  isHolder: (parent: BaseNode) => parent is Holder,
): { child: SceneNode; holder: Holder } | null {
  let child = node
  for (;;) {
    const { parent } = child
    if (parent === null) return null
    if (isHolder(parent)) return { child, holder: parent }
    if (parent.type === 'PAGE' || parent.type === 'DOCUMENT') return null
    child = parent
  }
}
