import { NodeId } from '../../contract/model/ids.ts'
import { PluginError } from '../../contract/protocol/plugin-error.ts'

export type Finder = Pick<PluginAPI, 'getNodeByIdAsync'>

/** A parent that variants may have: all others move their children. */
export type Container = PageNode | SectionNode

/**
 * A node as it is now, or null. Look it up again after every await: the designer, a colleague or an undo
 * can have removed it in the meantime.
 */
export async function findNode(figma: Finder, id: string): Promise<BaseNode | null> {
  const node = await figma.getNodeByIdAsync(id)
  return node === null || node.removed ? null : node
}

/** Nodes as they are now, or null; their pages are loaded. */
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
  // While others are looked up, this one may have been removed.
  return nodes.map((node) => (node === null || node.removed ? null : node))
}

/** @throws {PluginError} `page-gone` */
export async function requireContainer(figma: Finder, id: string): Promise<Container> {
  const node = await findNode(figma, id)
  if (node === null || !isContainer(node)) throw new PluginError('page-gone')
  return node
}

export function idsOf(nodes: readonly { readonly id: string }[]): NodeId[] {
  return nodes.map(({ id }) => NodeId.parse(id))
}

export function isScene(node: BaseNode): node is SceneNode {
  return node.type !== 'DOCUMENT' && node.type !== 'PAGE'
}

export function isContainer(node: BaseNode): node is Container {
  return node.type === 'PAGE' || node.type === 'SECTION'
}

/** A section's own box; null for a page, which has no edges. */
export function edgesOf(container: Container): Rect | null {
  return container.type === 'SECTION' ? container.absoluteBoundingBox : null
}

/** The layers of one type in a node that have our plugin data under a key. */
export function findMarked<Type extends NodeType>(
  within: ChildrenMixin,
  type: Type,
  key: string,
): ({ type: Type } & SceneNode)[] {
  return within.findAllWithCriteria({ types: [type], pluginData: { keys: [key] } })
}

/** All layers inside that have plugin data under a key. */
export function findWithKey(within: ChildrenMixin, key: string): SceneNode[] {
  // Figma's own search: visiting every layer would block the canvas.
  return within.findAllWithCriteria({ pluginData: { keys: [key] } })
}

export function pageOf(node: BaseNode): PageNode | null {
  for (let at: BaseNode | null = node; at !== null; at = at.parent) {
    if (at.type === 'PAGE') return at
  }
  return null
}

/** Whether a node, or anything that it is in, is hidden. */
export function isHidden(node: BaseNode): boolean {
  return isAnyUp(node, (at) => 'visible' in at && !at.visible)
}

/** Whether a node, or anything that it is in, is locked. */
export function isLocked(node: BaseNode): boolean {
  return isAnyUp(node, (at) => 'locked' in at && at.locked)
}

/**
 * Whether a main component decides a node's content: nothing can be added to an instance, or taken out of
 * it. The content of its slots can be edited freely
 * (https://developers.figma.com/docs/plugins/api/SlotNode).
 */
export function isFixed(node: BaseNode | null): boolean {
  for (let at = node; at !== null && at.type !== 'SLOT'; at = above(at)) {
    if (at.type === 'INSTANCE') return true
  }
  return false
}

/** Whether a node, or anything that it is in, passes the test. */
export function isAnyUp(node: BaseNode, test: (at: BaseNode) => boolean): boolean {
  return isAnyUpFrom([node], test)
}

/** As `isAnyUp`, for any of several nodes; tests each node once. */
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

/** A node's parent, up to the page. The document above is never of interest. */
export function above(node: BaseNode): BaseNode | null {
  return node.type === 'PAGE' ? null : node.parent
}

/** The nearest holder above a node, and the holder's child that contains the node. */
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
