import type { Handlers } from '../../contract/protocol/server.ts'
import { keepImage, readImage } from '../canvas/images.ts'
import { captureReference } from '../selection/capture-reference.ts'
import { capture, captureLayer, thumbnail } from '../selection/capture.ts'
import { readSources } from '../selection/describe-sources.ts'
import { selectFrame } from '../selection/select-frame.ts'
import { readLiveLayers } from '../selection/read-live-layers.ts'
import { readTexts } from '../selection/read-texts.ts'

export function selectionHandlers(
  figma: PluginAPI,
): Pick<
  Handlers,
  | 'readSources'
  | 'selectFrame'
  | 'thumbnail'
  | 'capture'
  | 'captureLayer'
  | 'captureReference'
  | 'readTexts'
  | 'readLiveText'
  | 'keepReference'
  | 'readReference'
> {
  return {
    readSources: async ({ nodes }) => ({ sources: await readSources(figma, nodes) }),
    selectFrame: async ({ frame }) => ({ isSelected: await selectFrame(figma, frame) }),
    thumbnail: async ({ source, longEdge }) => ({
      bytes: await thumbnail(figma, source, longEdge),
    }),
    capture: ({ source, without }) => capture(figma, source, without),
    captureLayer: ({ layer, without }) => captureLayer(figma, layer, without),
    captureReference: async ({ node, longEdge }) => ({
      bytes: await captureReference(figma, node, longEdge),
    }),
    readLiveText: ({ source, purpose }) => readLiveLayers(figma, source, purpose),
    readTexts: async ({ source }) => ({ texts: await readTexts(figma, source) }),
    keepReference: ({ bytes }) => ({ hash: keepImage(figma, bytes).hash }),
    readReference: async ({ hash }) => ({ bytes: await readImage(figma, hash) }),
  }
}
