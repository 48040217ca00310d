import type { HostDocument } from './document.ts'
import { containers } from './schema.ts'
import { FigmaError, type NodeType } from './types.ts'

/**
 * Whether the children of a node are an instance's, and so fixed. What is in a slot of an instance is not:
 * there "freeform content editing" is allowed (docs/plugins/api/SlotNode).
 */
const holdsFixed = (document: HostDocument, id: string): boolean =>
  document.lineage(id).find(({ type }) => type === 'INSTANCE' || type === 'SLOT')?.type ===
  'INSTANCE'

/** A node inside an instance, the instance itself and what was put into its slots not counted. */
export const isSublayer = (document: HostDocument, id: string): boolean => {
  const { parent } = document.node(id)
  return parent !== null && holdsFixed(document, parent)
}

/** Whether `skipInvisibleInstanceChildren` makes a node as if it were not there (plugin-api.d.ts 109). */
export const isSkipped = (document: HostDocument, id: string): boolean =>
  document.lineage(id).some((node) => node.props.visible === false && isSublayer(document, node.id))

/** Parents that a type may stand under; a type that is not listed may stand anywhere but the root. */
const homes: Partial<Record<NodeType, readonly NodeType[]>> = {
  PAGE: ['DOCUMENT'],
  // plugin-api.d.ts 12314 and docs/api/SectionNode: sections live on pages and in sections
  SECTION: ['PAGE', 'SECTION'],
}

/** The reasons why a node can't be moved (plugin-api.d.ts 7041: "subject to many restrictions"). */
export const checkMove = (document: HostDocument, parent: string, child: string): void => {
  const to = document.node(parent)
  const what = document.node(child)
  if (!containers.has(to.type)) throw new FigmaError(`Cannot have children in a ${to.type}`)
  if (holdsFixed(document, parent)) {
    // message as seen in google-sheets-sync #191
    throw new FigmaError('Cannot move node. New parent is an instance or is inside of an instance')
  }
  if (isSublayer(document, child)) {
    throw new FigmaError('Cannot move node. Node is inside of an instance')
  }
  if (document.lineage(parent).some((node) => node.id === child)) {
    throw new FigmaError('Cannot move node. New parent is inside of the node')
  }
  const allowed = homes[what.type]
  const misplaced = allowed !== undefined && !allowed.includes(to.type)
  if (misplaced || (to.type === 'DOCUMENT' && what.type !== 'PAGE')) {
    throw new FigmaError(`Cannot move node. A ${what.type} cannot be a child of a ${to.type}`)
  }
  // plugin-api.d.ts 11175 ComponentSetNode: it holds its variants, and those are components
  if (to.type === 'COMPONENT_SET' && what.type !== 'COMPONENT') {
    throw new FigmaError('Cannot move node. A COMPONENT_SET can only contain components')
  }
  const inComponent = document
    .lineage(parent)
    .some((node) => node.type === 'COMPONENT' || node.type === 'COMPONENT_SET')
  if (what.type === 'COMPONENT' && to.type !== 'COMPONENT_SET' && inComponent) {
    throw new FigmaError('Cannot move node. A COMPONENT cannot be inside of a component')
  }
  // docs/plugins/api/SlotNode: "a child frame of a component"; no message of it is known
  if (what.type === 'SLOT' && !inComponent) {
    throw new FigmaError('Cannot move node. A SLOT can only be inside of a component')
  }
}
