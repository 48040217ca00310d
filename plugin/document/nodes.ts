import { PluginError } from '../protocol/errors.ts'

/** The piece of Figma that finds nodes. */
export type Finder = Pick<PluginAPI, 'getNodeByIdAsync'>

/** What may hold variants: nothing else leaves its children where they are put. */
export type Container = PageNode | SectionNode

/**
 * The node of an id as it is now, or null. To be asked again after every await: the person, a
 * colleague or an undo can have removed it meanwhile.
 */
export async function findNode(figma: Finder, id: string): Promise<BaseNode | null> {
  const node = await figma.getNodeByIdAsync(id)
  return node === null || node.removed ? null : node
}

/** @throws {PluginError} `page-gone` */
export async function requireContainer(figma: Finder, id: string): Promise<Container> {
  const node = await findNode(figma, id)
  if (node === null || !isContainer(node)) throw new PluginError('page-gone')
  return node
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
  for (let at: BaseNode | null = node; at !== null; at = at.parent) {
    if ('visible' in at && !at.visible) return true
  }
  return false
}
