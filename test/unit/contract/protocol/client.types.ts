import type { PluginClient } from '../../../../contract/protocol/client.ts'
import type { PluginServer, Handlers } from '../../../../contract/protocol/server.ts'
import type { NodeId, PageId } from '../../../../contract/model/ids.ts'

/** Never run: each line marked as an error has to be one, or the type check fails. */
export async function contract(
  caller: PluginClient,
  announcer: PluginServer,
  node: NodeId,
  page: PageId,
): Promise<void> {
  const { shown } = await caller.call('show', { nodes: [node] })
  shown satisfies number

  // @ts-expect-error no such procedure
  await caller.call('explode', {})
  // @ts-expect-error the request lacks its field
  await caller.call('show', {})
  // @ts-expect-error a plain string is no id
  await caller.call('show', { nodes: ['1:2'] })
  // @ts-expect-error a page is no layer
  await caller.call('show', { nodes: [page] })
  // @ts-expect-error the response has no such field
  ;(await caller.call('show', { nodes: [node] })).hidden satisfies unknown

  // @ts-expect-error no such event
  caller.on('weather', () => undefined)
  // @ts-expect-error no such event
  announcer.emit('weather', {})
  // @ts-expect-error the event lacks its field
  announcer.emit('selection', {})
  // @ts-expect-error the body of another event
  announcer.emit('spending', { sources: [], variants: [] })
  caller.on('spending', ({ dollars }) => dollars satisfies number)
}

// @ts-expect-error a handler for each procedure, none left out
export const incomplete: Handlers = { close: () => ({}) }
