import type * as z from 'zod/mini'

export type PluginDataNode = Pick<PluginDataMixin, 'getPluginData' | 'setPluginData'>

/** A node's data under a key; null where there is none, or none that can be read. */
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
