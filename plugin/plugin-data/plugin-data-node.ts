import type * as z from 'zod/mini'

/** The piece of a node that keeps data. */
export type PluginDataNode = Pick<PluginDataMixin, 'getPluginData' | 'setPluginData'>

/** What is kept on a node under a key; null where nothing is, or nothing that can be read. */
export function readKept<Schema extends z.ZodMiniType>(
  node: Pick<PluginDataNode, 'getPluginData'>,
  key: string,
  schema: Schema,
): z.output<Schema> | null {
  const text = node.getPluginData(key)
  if (text === '') return null
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
