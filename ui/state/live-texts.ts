import type { LiveText } from '../../contract/model/canvas-text.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import { createReadings, type Read, type Reading, type Readings } from './readings.ts'

interface Live {
  readonly live: LiveText
}
export type LiveReading = Reading<Live>

/** The texts of the selection that can stay live. */
export type ReadLive = Read<Live>

export type LiveTexts = Readings<Live>

/** Known texts stay while they are read again; else the window would flicker at each edit of a source. */
export function createLiveTexts(plugin: PluginClient, purpose: 'variants' | 'swap'): LiveTexts {
  return createReadings({
    find: async (source) => ({ live: await plugin.call('readLiveText', { source, purpose }) }),
    isKept: true,
  })
}
