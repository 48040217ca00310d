import type { Handlers } from '../../contract/protocol/server.ts'
import { drawScrims } from '../live-text/draw-scrims.ts'
import { readLaidTexts } from '../live-text/read-laid-texts.ts'
import { refreshText } from '../live-text/refresh-layers.ts'

export function liveTextHandlers(
  figma: PluginAPI,
): Pick<Handlers, 'readLaidTexts' | 'refreshText' | 'drawScrims'> {
  return {
    readLaidTexts: ({ nodes }) => readLaidTexts(figma, nodes),
    refreshText: ({ nodes }) => refreshText(figma, nodes),
    drawScrims: (request) => drawScrims(figma, request),
  }
}
