import type { Layer } from '../canvas/layer.ts'

export interface VariableFinder {
  readonly variables: Pick<PluginAPI['variables'], 'getVariableCollectionByIdAsync'>
}

type Modes = readonly { readonly collection: VariableCollection; readonly mode: string }[]

/** The modes of variables that a layer inherits. */
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

/** Sets inherited modes on a copy, which is inside other layers than its original. */
export function setModes(layer: Layer, modes: Modes): void {
  if (!('setExplicitVariableModeForCollection' in layer)) return
  for (const { collection, mode } of modes) {
    layer.setExplicitVariableModeForCollection(collection, mode)
  }
}
