import { readyIn } from './lay-layers.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import { scales } from '../../contract/model/live-text.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import { indexIn } from '../canvas/copies.ts'
import { isAutoLayout, sizing } from '../canvas/auto-layout.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { findLoaded } from '../canvas/nodes.ts'
import { isUnturned, placeIn } from '../canvas/placed-in.ts'
import {
  isMoved,
  isRestyled,
  type Laid,
  laidIn,
  markLaid,
  markUnready,
} from '../variants/laid-layers.ts'
import { lookOf } from '../variants/layer-looks.ts'
import { copyInto } from './copy-layer.ts'
import { scaleLayer, setWidth, slackOf, tolerance, wrap } from './fit-layer.ts'
import { type Loader, loadLayers, type LoadedLayers } from './loaded-layers.ts'

/**
 * Copies changes of the sources' texts into variants. Each text keeps the place and the width that it has in
 * its variant. Texts that a designer has edited there stay unchanged. `drawScrims` ends the undo step.
 */
export async function refreshText(
  figma: Loader,
  nodes: readonly NodeId[],
): Promise<ResponseOf<'refreshText'>> {
  const frames = await findFrames(figma, nodes)
  const ids = frames.flatMap((frame) => laidIn(frame).map(({ mark }) => mark.from))
  const loaded = await loadLayers(figma, ids)
  const result: Omit<ResponseOf<'refreshText'>, 'missing'> = {
    changed: 0,
    kept: [],
    fontless: [],
    grown: [],
  }
  const styled: Promise<unknown>[] = []
  const finishing: (() => void)[] = []
  try {
    for (const frame of frames) {
      for (const laid of readyIn(frame)) {
        const { layer, mark } = laid
        const source = loaded.layers.get(mark.from)
        if (source?.removed !== false) continue
        const isFontless = loaded.pictures.has(source.id)
        // A picture of a text gives way to the text as soon as its font is there.
        const isPicture = layer.type === 'RECTANGLE' && source.type !== 'RECTANGLE'
        if (lookOf(source) === mark.source && (isFontless || !isPicture)) continue
        // Anybody can have written the scale, and Figma refuses what it can't scale by.
        const isOdd = mark.scale < scales[0] || mark.scale > scales[1]
        if (mark.isEdited || isOdd || isRestyled(laid)) {
          result.kept.push(layer.name)
          continue
        }
        // Figma can't write text in a missing font.
        if (isFontless) {
          result.fontless.push(layer.name)
          continue
        }
        const { waits, finish } = replace(frame, laid, source, loaded, result)
        styled.push(...waits)
        finishing.push(finish)
      }
    }
    await Promise.all(styled)
    for (const finish of finishing) finish()
  } finally {
    // The texts that were not replaced stay as they are, without the copies made for them.
    frames.forEach(readyIn)
  }
  const missing = nodes.filter((node) => !frames.some(({ id }) => id === node))
  return { ...result, missing }
}

async function findFrames(figma: Loader, nodes: readonly NodeId[]): Promise<FrameNode[]> {
  return (await findLoaded(figma, nodes)).filter((node) => node?.type === 'FRAME')
}

/**
 * Replaces a copy of the source's layer by a new one, unless a designer edits it in the meantime.
 *
 * @param result told what became of it, and gets its name if the new one is taller or wider
 */
function replace(
  frame: FrameNode,
  laid: Laid,
  source: SceneNode,
  loaded: LoadedLayers,
  result: Omit<ResponseOf<'refreshText'>, 'missing'>,
): { readonly waits: Promise<void>[]; readonly finish: () => void } {
  const { layer, mark } = laid
  const { parent } = layer
  // What a designer has moved still counts as moved.
  const place = isMoved(frame, laid) ? mark.place : undefined
  // A picture of a text, whose font was missing, is as wide as the text was.
  const lines = layer.type === 'TEXT' ? layer : source
  const wraps = 'textAutoResize' in lines && lines.textAutoResize !== 'WIDTH_AND_HEIGHT'
  const transform = layer.relativeTransform
  const isLoose = isSized(layer) && layer.type !== 'INSTANCE'
  const copy = copyInto(frame, source, null, loaded, isLoose, (made) => {
    markUnready(frame, made, mark.from)
  })
  if (parent !== null && 'insertChild' in parent) {
    parent.insertChild(indexIn(parent, layer), copy)
  }
  if (isAutoLayout(parent) && isLayer(copy) && isLayer(layer)) {
    copy.layoutPositioning = layer.layoutPositioning
  }
  const waits = scaleLayer(copy, mark.scale, loaded.styles)
  // A picture of a turned text is upright, so it can't say how its text is turned.
  const isTurned = layer.type !== copy.type && isLayer(copy) && !isUnturned(copy.relativeTransform)
  return {
    waits,
    finish() {
      if (copy.removed || layer.removed) return
      const { name, visible, locked } = layer
      // In an auto layout, the copy beside it can have changed it.
      if (!isAutoLayout(parent) && isRestyled(laid)) {
        result.kept.push(name)
        return
      }
      if (copy.type === 'TEXT') {
        setWidth(copy, wraps ? (isTurned ? copy : layer).width : null)
        // `resize` fixes the height.
        if (layer.type === 'TEXT' && layer.textAutoResize === 'NONE') {
          copy.resize(layer.width, layer.height)
        }
      } else if (isSized(layer)) wrap(copy, { width: layer.width, wraps: true })
      if (isLayer(copy) && isLayer(layer)) fillAs(layer, copy)
      const box = isTurned ? placeIn(frame)(copy).box : copy
      const isGrown = box.height > layer.height + tolerance || box.width > layer.width + tolerance
      if (isGrown) result.grown.push(name)
      if (isTurned) {
        copy.x += layer.x - box.x
        copy.y += layer.y - box.y
      } else copy.relativeTransform = transform
      if ('constraints' in copy && 'constraints' in layer) copy.constraints = layer.constraints
      copy.x += (layer.width - copy.width) * slackOf(copy)
      Object.assign(copy, { visible, locked })
      // A name that follows the words follows the new ones.
      if (!('autoRename' in layer && layer.autoRename)) copy.name = name
      layer.remove()
      markLaid(frame, copy, { ...mark, source: lookOf(source) }, place)
      result.changed++
    },
  }
}

/** Has a copy fill its auto layout where the layer before it does. */
function fillAs(layer: Layer, copy: Layer): void {
  for (const side of sizing) {
    if (layer[side] === 'FILL') copy[side] = 'FILL'
  }
}

/** Whether a layer is an auto layout with a fixed width. */
function isSized(layer: SceneNode): boolean {
  return isAutoLayout(layer) && layer.layoutSizingHorizontal === 'FIXED'
}
