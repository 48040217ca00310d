import { NodeId } from '../../contract/model/ids.ts'
import { warned } from '../canvas/warned.ts'
import { type Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { type OriginalState, swapKey } from '../../contract/model/plugin-data/swap-link.ts'
import type { Scrim } from '../../contract/model/live-text.ts'
import { PluginError } from '../../contract/protocol/plugin-error.ts'
import { parentFor } from './destination.ts'
import { copyAppearance } from './copy-appearance.ts'
import { type DoneRecipe, drawBackground, findPicture, keepImages } from '../variants/appearance.ts'
import { showPicture } from '../variants/show-picture.ts'
import { adoptCopiedSwap } from './adopt-copy.ts'
import type { Pair } from './find-swaps.ts'
import { writeProgress } from '../variants/progress.ts'
import {
  alternativeKey,
  currentSlot,
  hasRecipe,
  othersIn,
  pendingRenderKey,
  readRecipe,
  recipesIn,
  writeRecipe,
} from '../plugin-data/recipes.ts'
import { insertRender } from './insert-render.ts'
import { showRender, unnest } from './visibility.ts'
import { findCurrentSwap } from './current-swap.ts'
import { readLink, writeLinks } from '../plugin-data/swap-links.ts'
import {
  layTextNow,
  type LayerMaker,
  type LoadedText,
  wantedBySwap,
} from '../live-text/lay-layers.ts'
import { forgetTextLaid } from '../variants/laid-layers.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { buttons, swapOffers } from '../variants/relaunch-buttons.ts'
import { setSize } from '../canvas/rect.ts'

type Maker = LayerMaker & Pick<PluginAPI, 'createFrame'>

interface IncomingPicture {
  readonly layer: Layer
  /** The recipe that the layer kept for it, now done. */
  readonly recipe: DoneRecipe
  /** The layer, and the render that it names, wherever that is now. */
  readonly nodes: ReadonlyMap<string, BaseNode>
  readonly remark: string | null
  /** Loaded layers for its live text. */
  readonly loaded: LoadedText
  readonly scrim: Scrim | null | undefined
}

interface Arrival {
  readonly render: FrameNode
  /** Resolves once the layer's prototype links are copied to the render; null where it has none. */
  readonly links: Promise<void> | null
}

/** Whether a render can take a node's place now. */
export function canTakePlace(node: SceneNode): node is Layer {
  return isLayer(node) && parentFor(node) !== null
}

/**
 * Swaps a layer for its picture: in a new render or, where the layer already has one, as one more to pick
 * from. Only the layer's visibility and our own data on it change.
 *
 * The pending recipe is removed last: if the plugin is closed in between, everything is repeated with what
 * exists.
 *
 * @throws {PluginError} `variant-gone` where the layer's parent takes no frames, or Figma refuses the swap
 */
export function swapIn(figma: Maker, arriving: IncomingPicture): Arrival {
  const { layer, recipe } = arriving
  const current = currentSwapOf(arriving)
  const shown = current === null ? null : readRecipe(current.render)
  const render = tried(() =>
    current === null ? takePlace(figma, arriving) : addPicture(figma, current, shown, arriving),
  )
  layer.setRelaunchData(buttons(swapOffers))
  const isNew = current === null || shown?.job === recipe.job
  const links = isNew ? copyLinks(layer, render) : null
  const arrived = () => {
    if (!layer.removed) layer.setPluginData(pendingRenderKey(recipe.job), '')
  }
  if (links === null) arrived()
  return { render, links: links?.then(arrived) ?? null }
}

/** Whatever Figma's reason to refuse, the picture is paid for, and can be placed beside the layer. */
function tried(act: () => FrameNode): FrameNode {
  try {
    return act()
  } catch (thrown) {
    console.warn('A render can’t take its layer’s place.', thrown)
    throw new PluginError('variant-gone', String(thrown))
  }
}

/** The layer's current swap, ready to be changed. An incomplete render is removed. */
function currentSwapOf({ layer, nodes }: IncomingPicture): Pair | null {
  const current = findCurrentSwap(layer, nodes)
  if (current === null) return null
  if (!hasRecipe(current.render)) {
    current.render.remove()
    return null
  }
  adoptCopiedSwap(current)
  return current
}

function takePlace(figma: Maker, arriving: IncomingPicture): FrameNode {
  const { layer, recipe, remark, loaded, scrim } = arriving
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
    showPicture(figma, render, own, [], scrim)
    writeLinks(render, layer, before)
    layOver(figma, loaded, render, recipe, [])
    writeProgress(currentSlot(render), own, remark)
    show()
    return render
  } catch (thrown) {
    // Restores everything.
    if (layer.visible !== visible) layer.visible = visible
    layer.setPluginData(swapKey, end)
    if (!render.removed) render.remove()
    throw thrown
  }
}

/**
 * Adds a picture to a render. The picture is shown at once unless it was ordered in the same run as the one
 * on show: otherwise the designer is waiting for just this one.
 */
function addPicture(
  figma: Maker,
  { render: frame, before }: Pair,
  shown: Recipe | null,
  { layer, recipe, remark, loaded, scrim }: IncomingPicture,
): FrameNode {
  const own = { ...recipe, node: NodeId.parse(frame.id) }
  const known = recipesIn(frame).flatMap((each) => each.recipe.details.live?.blocks ?? [])
  const earlier = shown === null || shown.job === own.job ? [] : [shown]
  // Without its layer, nothing would keep the picture in the file.
  if (earlier[0]?.run === own.run && findPicture(frame) !== null) {
    writeRecipe(frame, own, alternativeKey(own.job))
    keepImages(frame, own)
    return frame
  }
  unnest({ render: frame, original: layer })
  // While the original is on show, the designer can move and resize it.
  const parent = layer.visible ? parentFor(layer) : null
  if (parent !== null) setSize(frame, layer)
  const show = parent === null ? null : insertRender(frame, layer, parent)
  showPicture(figma, frame, own, [...othersIn(frame, own.job), ...earlier], scrim)
  for (const each of earlier) writeRecipe(frame, each, alternativeKey(each.job))
  writeLinks(frame, layer, before)
  layOver(figma, loaded, frame, recipe, known)
  writeProgress(currentSlot(frame), own, remark)
  if (show === null) showRender({ render: frame, original: layer, before, isCopy: false })
  else show()
  return frame
}

/**
 * Lays the layer's live text over the picture, at its place in the layer. Text of an earlier picture is laid
 * already, or the designer has deleted it.
 */
function layOver(
  figma: Maker,
  loaded: LoadedText,
  render: FrameNode,
  recipe: Recipe,
  known: readonly NodeId[],
): void {
  const wanted = wantedBySwap(recipe)
  const blocks = wanted?.blocks?.filter(({ id }) => !known.includes(id)) ?? []
  if (wanted === null || blocks.length === 0) return
  forgetTextLaid(render)
  layTextNow(figma, loaded, render, { ...wanted, blocks })
}

/** An earlier swap whose render was deleted has changed the layer: the state that it saved counts. */
function originalStateOf(layer: Layer): OriginalState {
  const end = readLink(layer)
  return end?.end === 'original'
    ? { ...end.before, visible: layer.visible || end.before.visible }
    : { visible: layer.visible, relaunch: { ...layer.getRelaunchData() } }
}

/** Copies a layer's prototype links to its render. */
function copyLinks(layer: Layer, render: FrameNode): Promise<void> | null {
  if (!('reactions' in layer) || layer.reactions.length === 0) return null
  const copied = render.setReactionsAsync([...layer.reactions])
  return copied.catch(warned('A render does not have the prototype links of its original.'))
}
