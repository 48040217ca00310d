import type { SwapDestination } from '../../contract/model/layer.ts'
import { above, isFixed } from '../canvas/nodes.ts'
import { overflowsBounds } from './overflow.ts'
import type { Layer, Look } from '../canvas/layer.ts'

/** What a render may stand in. All of them take a frame at any place among their children. */
export type Parent = PageNode | SectionNode | FrameNode | GroupNode | ComponentNode | SlotNode

/** Where a layer's render goes, as the layer stands now. */
export function destinationOf(layer: Layer, look: Look = layer): SwapDestination {
  if (isFixed(layer.parent)) return { kind: 'beside', reason: 'instance' }
  if (layer.type === 'COMPONENT') return { kind: 'beside', reason: 'component' }
  if (isBound(layer)) return { kind: 'beside', reason: 'bound' }
  const above = lineOf(layer)
  if (!above.every(leavesRoom)) return { kind: 'beside', reason: 'parent' }
  const main = above.find((node) => node.type === 'COMPONENT')
  const set = main?.parent?.type === 'COMPONENT_SET' ? main.parent : null
  const component = (set ?? main)?.name ?? null
  return { kind: 'in-place', component, overflows: overflowsBounds(layer, look) }
}

/**
 * What a render may be put into to take a layer's place; null where it can't (or no longer). A mask is not
 * replaced: what it cuts to shape would be uncovered.
 */
export function parentFor(layer: Layer): Parent | null {
  const { parent } = layer
  if (layer.isMask || parent === null || !isParent(parent)) return null
  return destinationOf(layer).kind === 'in-place' ? parent : null
}

function isParent(node: BaseNode): node is Parent {
  return ['PAGE', 'SECTION', 'FRAME', 'GROUP', 'COMPONENT', 'SLOT'].includes(node.type)
}

/** Whether something else decides whether it is seen: to hide it would undo that, and not come back. */
function isBound({ boundVariables, componentPropertyReferences }: Layer): boolean {
  return boundVariables?.visible !== undefined || componentPropertyReferences?.visible !== undefined
}

/**
 * Whether what is in it may change, in an instance by its slots. What is deep in a boolean operation is a
 * shape, and no layer.
 */
function leavesRoom(node: BaseNode): boolean {
  return isParent(node) || ['COMPONENT_SET', 'INSTANCE'].includes(node.type)
}

/** All that a node is in, the nearest first, up to its page. */
function lineOf(node: BaseNode): BaseNode[] {
  const line: BaseNode[] = []
  for (let at: BaseNode | null = node.parent; at !== null; at = above(at)) line.push(at)
  return line
}
