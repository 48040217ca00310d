import type { SwapDestination } from '../../contract/model/layer.ts'
import { above, isFixed } from '../canvas/nodes.ts'
import { overflowsBounds } from './overflow.ts'
import type { Layer, Look } from '../canvas/layer.ts'

/** Possible parents of a render. All of them take a frame at any index among their children. */
export type Parent = PageNode | SectionNode | FrameNode | GroupNode | ComponentNode | SlotNode

/** Where a layer's render can be placed, as the layer is now. */
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
 * The parent for a render that takes a layer's place; null where it can't (or no longer). A mask is never
 * replaced: the layers that it masks would be uncovered.
 */
export function parentFor(layer: Layer): Parent | null {
  const { parent } = layer
  if (layer.isMask || parent === null || !isParent(parent)) return null
  return destinationOf(layer).kind === 'in-place' ? parent : null
}

function isParent(node: BaseNode): node is Parent {
  return ['PAGE', 'SECTION', 'FRAME', 'GROUP', 'COMPONENT', 'SLOT'].includes(node.type)
}

/**
 * Whether a variable or a component property decides the visibility: hiding the layer would break that for
 * good.
 */
function isBound({ boundVariables, componentPropertyReferences }: Layer): boolean {
  return boundVariables?.visible !== undefined || componentPropertyReferences?.visible !== undefined
}

/**
 * Whether a node's content may change; an instance's may, through its slots. Everything in a boolean
 * operation is a shape, not a layer.
 */
function leavesRoom(node: BaseNode): boolean {
  return isParent(node) || ['COMPONENT_SET', 'INSTANCE'].includes(node.type)
}

/** A node's ancestors, the nearest first, up to its page. */
function lineOf(node: BaseNode): BaseNode[] {
  const line: BaseNode[] = []
  for (let at: BaseNode | null = node.parent; at !== null; at = above(at)) line.push(at)
  return line
}
