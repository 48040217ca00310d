import type { PluginClient } from '../../contract/protocol/client.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import { createReadings, type Read, type Reading, type Readings } from './readings.ts'

interface Texts {
  readonly texts: readonly string[]
}
export type SourceText = Reading<Texts>

/** The texts of the selection. */
export type ReadTexts = Read<Texts>

export type SourceTexts = Readings<Texts>

export function createSourceTexts(plugin: PluginClient): SourceTexts {
  return createReadings({ find: (source) => plugin.call('readTexts', { source }) })
}

/** The known texts of a source; none while they are unknown. */
export function textsOf({ bySource }: ReadTexts, source: NodeId): readonly string[] {
  const text = bySource.get(source)
  return text?.state === 'read' ? text.texts : []
}
