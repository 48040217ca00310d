import type { PluginClient } from '../../../contract/protocol/client.ts'

/** How many swaps the page has. 0 where it can't be searched: they are merely an offer. */
export async function countSwaps(plugin: PluginClient): Promise<number> {
  try {
    return (await plugin.call('findSwaps', {})).nodes.length
  } catch (error) {
    // Only logged, because selecting them reports a failure.
    console.warn('The page could not be searched for swaps.', error)
    return 0
  }
}

/**
 * Selects all swaps of the page, and brings them into view.
 *
 * @returns how many
 * @throws {PluginError} if the page can't be searched
 */
export async function selectSwaps(plugin: PluginClient): Promise<number> {
  const { nodes } = await plugin.call('findSwaps', {})
  return nodes.length === 0 ? 0 : (await plugin.call('show', { nodes: [...nodes] })).shown
}
