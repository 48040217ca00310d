import type { Layer } from '../canvas/layer.ts'

export interface VariableFinder {
  readonly variables: Pick<PluginAPI['variables'], 'getVariableCollectionByIdAsync'>
}

type Modes = readonly { readonly collection: VariableCollection; readonly mode: string }[]

/** The modes that a layer has from what it is in. */
export async function inheritedModes(figma: VariableFinder, layer: SceneNode): Promise<Modes> {
  const own = 'explicitVariableModes' in layer ? layer.explicitVariableModes : {}
  const inherited = Object.entries(layer.resolvedVariableModes).filter(([id]) => !(id in own))
  const modes = await Promise.all(
    inherited.map(async ([id, mode]) => {
      const collection = await figma.variables.getVariableCollectionByIdAsync(id)
      return collection === null ? [] : [{ collection, mode }]
    }),
  )
  return modes.flat()
}

/** Keeps them where a layer stands in something else. */
export function setModes(layer: Layer, modes: Modes): void {
  if (!('setExplicitVariableModeForCollection' in layer)) return
  for (const { collection, mode } of modes) {
    layer.setExplicitVariableModeForCollection(collection, mode)
  }
}
