import type { PluginAPI } from '@figma/plugin-typings/plugin-api-standalone'

/** Client storage of the probe’s own id; nothing of Restage is in it. */
export async function forget({ clientStorage }: PluginAPI): Promise<void> {
  for (const key of await clientStorage.keysAsync()) await clientStorage.deleteAsync(key)
}
