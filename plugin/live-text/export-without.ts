import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import { cloneOf, forgetData, pathIn } from '../canvas/copies.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { type Finder, findNode, pageOf } from '../canvas/nodes.ts'
import { markTemporary, removeTemporary } from '../plugin-data/temporary.ts'
import { inheritedModes, setModes, type VariableFinder } from './variable-modes.ts'

/** Pixels between the copy and the page's content, so that nobody sees the copy. */
const distance = 10_000
/** Tries of an export, which begins again if an undo step ends in the meantime. */
const mostTries = 10

export type CopyMaker = Finder & VariableFinder

/**
 * Exports a layer without some of the layers in it. Only a copy of the layer is changed, which is beside
 * everything else on the page during the export. The hidden layers keep their room in an auto layout. If the
 * layer changes or is removed in the meantime, the picture shows its earlier state.
 *
 * @param find returns the layer as it is now; called again for each try
 * @param exportNode exports the copy
 * @throws {PluginError} `text-unclear` if one of `without` can't be hidden; errors of `find`, `exportNode`
 */
export async function exportWithout<Result>(
  figma: CopyMaker,
  find: () => Promise<Layer>,
  without: readonly NodeId[],
  exportNode: (copy: Layer) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    const nodes = await Promise.all(without.map((id) => findNode(figma, id)))
    const modes = await inheritedModes(figma, await find())
    const layer = await find()
    const paths = nodes.flatMap((node) => (node === null ? [] : [pathIn(layer, node) ?? []]))
    const copy = copyOf(layer)
    try {
      settle(copy, layer, modes)
      // All are found before the first is hidden: Figma may leave hidden layers out of `children`.
      const hidden = paths.flatMap((path) => (path.length === 0 ? [] : [at(copy, path)]))
      hidden.forEach(hide)
      const result = await exportNode(copy)
      if (!copy.removed) return result
    } catch (thrown) {
      if (!copy.removed) throw thrown
    } finally {
      removeTemporary(copy)
    }
    if (tries === mostTries) throw new PluginError('export-failed', 'its copy is removed each time')
  }
}

function copyOf(layer: Layer): Layer {
  const copy = cloneOf(layer)
  markTemporary(copy)
  if (isLayer(copy)) return copy
  removeTemporary(copy)
  throw new PluginError('internal', 'a copy of another kind')
}

/** Gives a copy its layer's look, and moves it away from everything else on the layer's page. */
function settle(copy: Layer, layer: Layer, modes: Parameters<typeof setModes>[1]): void {
  const page = pageOf(layer)
  // If a missing font forbids the move, the copy stays on the open page.
  if (page !== null && copy.parent?.id !== page.id) tries(() => page.appendChild(copy))
  copy.locked = true
  copy.visible = true
  forget(copy)
  setModes(copy, modes)
  const { width, height } = layer
  if (copy.width !== width || copy.height !== height) copy.resizeWithoutConstraints(width, height)
  const left = Math.min(...(page?.children ?? []).map(({ x }) => x))
  const [[a, c], [b, d, y]] = layer.absoluteTransform
  copy.relativeTransform = [
    [a, c, left - distance - width - height],
    [b, d, y],
  ]
}

/** Removes recipes and marks, which belong to the original. */
function forget(copy: Layer): void {
  const inside = 'findAllWithCriteria' in copy ? copy.findAllWithCriteria({ pluginData: {} }) : []
  for (const node of inside) forgetData(node)
  forgetData(copy, 'temp')
}

function at(copy: Layer, path: readonly number[]): SceneNode {
  let node: SceneNode | undefined = copy
  for (const index of path) node = node && 'children' in node ? node.children[index] : undefined
  if (node === undefined) throw new PluginError('text-unclear', 'the copy has other layers')
  return node
}

/** A transparent layer keeps its room; in some instances only the visibility can be changed. */
function hide(node: SceneNode): void {
  if ('opacity' in node && tries(() => (node.opacity = 0)) && node.opacity === 0) return
  if (tries(() => (node.visible = false)) && !node.visible) return
  throw new PluginError('text-unclear', node.name)
}

function tries(act: () => void): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
