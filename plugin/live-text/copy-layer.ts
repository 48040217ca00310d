import { above, isFixed, isScene } from '../canvas/nodes.ts'
import { cloneOf, forgetData, pathIn } from '../canvas/copies.ts'
import { isLayer } from '../canvas/layer.ts'
import { within } from '../canvas/placed-in.ts'
import { readRecipe } from '../plugin-data/recipes.ts'
import { markTemporary, removeTemporary } from '../plugin-data/temporary.ts'
import { paintedBy, plainBlends } from './layer-kinds.ts'
import type { LoadedLayers } from './loaded-layers.ts'
import { setModes } from './variable-modes.ts'

/**
 * Copies a layer into a frame, with the position, the opacity and the blend mode that the layer has in its
 * root. There is no await in it: nobody sees a state in between.
 *
 * @param isLoose whether texts in it get other widths, which Figma refuses in an instance: those are detached
 * @param prepare called with the new copy, before it is in the frame
 */
export function copyInto(
  frame: FrameNode,
  layer: SceneNode,
  root: SceneNode | null,
  { modes }: LoadedLayers,
  isLoose: boolean,
  prepare: (copy: SceneNode) => void,
): SceneNode {
  const top = root?.id ?? readRecipe(frame)?.source.id
  const outer = around(layer, top)
  const opacity = opacityUpTo(layer, top)
  const [blend] = [layer, ...outer].flatMap((at) =>
    'blendMode' in at && !plainBlends.includes(at.blendMode) ? at.blendMode : [],
  )
  const shadows = outer.flatMap(shadowsOf)
  const place = root !== null ? within(root, layer) : null
  const copy = copyOf(layer, isLoose, (made) => {
    forgetData(made)
    prepare(made)
    frame.appendChild(made)
  })
  if (place !== null && 'relativeTransform' in copy) copy.relativeTransform = place
  if ('blendMode' in copy) {
    if (opacity < 1) copy.opacity *= opacity
    if (blend) copy.blendMode = blend
  }
  if ('effects' in copy && shadows.length > 0) copy.effects = [...copy.effects, ...shadows]
  if (isLayer(copy)) setModes(copy, modes.get(layer.id) ?? [])
  return copy
}

/** Copies a layer. A layer can't leave an instance, so it is taken out of a detached copy of the instance. */
function copyOf(layer: SceneNode, isLoose: boolean, take: (copy: SceneNode) => void): SceneNode {
  let outer: SceneNode = layer
  for (let at = above(layer); at !== null && isScene(at) && isFixed(at); at = above(at)) outer = at
  const path = pathIn(outer, layer) ?? []
  const copy = cloneOf(outer)
  if (path.length === 0) {
    const whole = isLoose ? loosened(copy) : copy
    try {
      take(whole)
    } catch (thrown) {
      // Else the copy would stay on the open page.
      whole.remove()
      throw thrown
    }
    return whole
  }
  let at: SceneNode = detached(copy)
  const top = at
  markTemporary(top)
  try {
    for (const [depth, index] of path.entries()) {
      const child: SceneNode | undefined = 'children' in at ? at.children[index] : undefined
      if (child === undefined) throw new Error('a layer is not in its copy')
      // Outermost first: detaching a nested instance gives everything above it new ids.
      at = depth < path.length - 1 ? detached(child) : child
    }
    if (isLoose) at = loosened(at)
    take(at)
    return at
  } finally {
    removeTemporary(top)
  }
}

function detached(node: SceneNode): SceneNode {
  return node.type === 'INSTANCE' ? node.detachInstance() : node
}

function loosened(copy: SceneNode): SceneNode {
  const top = detached(copy)
  for (;;) {
    const [inner] =
      'findAllWithCriteria' in top ? top.findAllWithCriteria({ types: ['INSTANCE'] }) : []
    if (inner === undefined) return top
    inner.detachInstance()
  }
}

/** Everything between a layer and its root; without a root, everything up to the page. */
function around(layer: SceneNode, root?: string): SceneNode[] {
  const at = above(layer)
  return at === null || !isScene(at) || at.id === root ? [] : [at, ...around(at, root)]
}

/**
 * The combined opacity of everything between a layer and its root.
 *
 * @param root its id; left out, everything up to the page counts
 */
export function opacityUpTo(layer: SceneNode, root?: string): number {
  return around(layer, root).reduce((all, at) => ('opacity' in at ? all * at.opacity : all), 1)
}

/**
 * The shadows of a layer that fall from what is in it: without a fill, it has no others. They are not spread
 * then, and Figma takes a spread only for boxes (plugin typings, `DropShadowEffect`).
 */
function shadowsOf(outer: SceneNode): Effect[] {
  return 'effects' in outer && paintedBy(outer) === 'nothing'
    ? outer.effects.flatMap((effect) =>
        effect.type === 'DROP_SHADOW' && effect.visible ? { ...effect, spread: 0 } : [],
      )
    : []
}
