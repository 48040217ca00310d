import { NodeId } from '../../contract/model/ids.ts'
import { type Recipe, recipeKey } from '../../contract/model/recipe.ts'
import { type OriginalState, swapKey } from '../../contract/model/swap-link.ts'
import { PluginError } from '../../contract/protocol/plugin-error.ts'
import { parentFor } from './destination.ts'
import { copyAppearance } from './copy-appearance.ts'
import { type DoneRecipe, drawBackground, drawPicture, keepImages } from '../variants/appearance.ts'
import { adoptCopiedSwap } from './adopt-copy.ts'
import type { Pair } from './find-swaps.ts'
import { writeProgress } from '../variants/progress.ts'
import {
  alternativeKey,
  pendingRenderKey,
  hasRecipe,
  othersIn,
  readRecipe,
  writeRecipe,
} from '../plugin-data/recipes.ts'
import { insertRender } from './insert-render.ts'
import { showRender } from './visibility.ts'
import { findCurrentSwap } from './current-swap.ts'
import { readLink, writeLinks } from '../plugin-data/swap-links.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { buttons, swapOffers } from '../variants/relaunch-buttons.ts'

type Maker = Pick<PluginAPI, 'createFrame' | 'createRectangle'>

/** A picture that is to take a layer's place. */
export interface IncomingPicture {
  readonly layer: Layer
  /** What the layer has kept of it, done. */
  readonly recipe: DoneRecipe
  /** The layer, and the render that it names, wherever that is now. */
  readonly nodes: ReadonlyMap<string, BaseNode>
  readonly remark: string | null
}

/** Where it has arrived. */
export interface Arrival {
  readonly render: FrameNode
  /** Settled once the layer's prototype links are the render's too; null where there are none. */
  readonly links: Promise<void> | null
}

/** Whether a render can take a node's place, as that is now. */
export function canTakePlace(node: SceneNode): node is Layer {
  return isLayer(node) && parentFor(node) !== null
}

/**
 * Has a picture take a layer's place: in a render of its own or, where one stands there already, as one
 * more to pick from. Nothing of the layer is changed but whether it is seen, and our own data on it.
 *
 * What tells that it is still to come goes last: should the plugin be closed in between, all of it is
 * done again, with what is there.
 *
 * @throws {PluginError} `variant-gone` where the layer is where nothing can be put, or Figma refuses it
 */
export function swapIn(figma: Maker, arriving: IncomingPicture): Arrival {
  const { layer, recipe } = arriving
  const standing = standingWith(arriving)
  const shown = standing === null ? null : readRecipe(standing.render)
  const render =
    standing === null ? takePlace(figma, arriving) : addPicture(figma, standing, shown, arriving)
  layer.setRelaunchData(buttons(swapOffers))
  const isNew = standing === null || shown?.job === recipe.job
  const links = isNew ? copyLinks(layer, render) : null
  const arrived = () => {
    if (!layer.removed) layer.setPluginData(pendingRenderKey(recipe.job), '')
  }
  if (links === null) arrived()
  return { render, links: links?.then(arrived) ?? null }
}

/** The swap that a layer is in, to be changed. A render that was only begun is taken away. */
function standingWith({ layer, nodes }: IncomingPicture): Pair | null {
  const standing = findCurrentSwap(layer, nodes)
  if (standing === null) return null
  if (!hasRecipe(standing.render)) {
    standing.render.remove()
    return null
  }
  adoptCopiedSwap(standing)
  return standing
}

function takePlace(figma: Maker, { layer, recipe, remark }: IncomingPicture): FrameNode {
  const parent = parentFor(layer)
  if (parent === null) throw new PluginError('variant-gone')
  const before = originalStateOf(layer)
  const { visible } = layer
  const end = layer.getPluginData(swapKey)
  const render = figma.createFrame()
  try {
    drawBackground(render)
    copyAppearance(render, layer)
    const show = insertRender(render, layer, parent)
    const own = { ...recipe, node: NodeId.parse(render.id) }
    drawPicture(figma, render, own, [])
    writeLinks(render, layer, before)
    writeProgress({ kind: 'current', node: render, key: recipeKey }, own, remark)
    show()
    return render
  } catch (thrown) {
    // All is as it was.
    if (layer.visible !== visible) layer.visible = visible
    layer.setPluginData(swapKey, end)
    if (!render.removed) render.remove()
    // By whatever rule Figma refuses this, the picture is paid, and can be had beside the layer.
    console.warn('A render can’t take its layer’s place.', thrown)
    throw new PluginError('variant-gone', String(thrown))
  }
}

/**
 * Gives a render one more picture. It is seen at once where the one that is seen was not ordered
 * together with it: the designer waits for just this one.
 */
function addPicture(
  figma: Maker,
  { render: frame, before }: Pair,
  shown: Recipe | null,
  { layer, recipe, remark }: IncomingPicture,
): FrameNode {
  const own = { ...recipe, node: NodeId.parse(frame.id) }
  if (shown !== null && shown.job !== own.job) {
    if (shown.run === own.run) {
      writeRecipe(frame, own, alternativeKey(own.job))
      keepImages(frame, own)
      return frame
    }
    writeRecipe(frame, shown, alternativeKey(shown.job))
  }
  drawPicture(figma, frame, own, othersIn(frame, own.job))
  writeLinks(frame, layer, before)
  writeProgress({ kind: 'current', node: frame, key: recipeKey }, own, remark)
  showRender({ render: frame, original: layer, before, isCopy: false })
  return frame
}

/** What an earlier swap, whose render was deleted, has changed of a layer is none of the layer's own. */
function originalStateOf(layer: Layer): OriginalState {
  const end = readLink(layer)
  return end?.end === 'original'
    ? { ...end.before, visible: layer.visible || end.before.visible }
    : { visible: layer.visible, relaunch: { ...layer.getRelaunchData() } }
}

/** What a click on the layer leads to in a prototype, a click on its render leads to as well. */
function copyLinks(layer: Layer, render: FrameNode): Promise<void> | null {
  if (!('reactions' in layer) || layer.reactions.length === 0) return null
  return render.setReactionsAsync([...layer.reactions]).catch((error: unknown) => {
    console.warn('A render does not have the prototype links of its original.', error)
  })
}
