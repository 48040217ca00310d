import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import { NodeId, PageId } from '../../../../contract/model/ids.ts'
import type { Source } from '../../../../contract/model/source.ts'
import type { PluginClient } from '../../../../contract/protocol/client.ts'
import { createFeedback } from '../../../../ui/state/feedback.ts'
import type { Selection } from '../../../../ui/state/selection.ts'
import { createSourcesState } from '../../../../ui/state/sources.ts'

const source = (id: string, frame?: string): Source => ({
  usable: true,
  id: NodeId.parse(id),
  page: PageId.parse('0:1'),
  name: id,
  bounds: { x: 0, y: 0, width: 9, height: 9 },
  ...(frame !== undefined && { frame: NodeId.parse(frame) }),
})

test('a frame takes the place of a pinned source, whatever is read again in the meantime', async () => {
  const heard: (() => void)[] = []
  const answers: (() => void)[] = []
  const plugin = {
    on: (_: string, listener: () => void) => heard.push(listener),
    call: (_: string, { nodes }: { nodes: readonly string[] }) =>
      new Promise((resolve) => {
        answers.push(() => {
          resolve({ sources: nodes.map((id) => source(id)) })
        })
      }),
  } as unknown as PluginClient
  const inner = source('1:2', '1:1')
  const selection = signal<Selection>({
    order: 1,
    selected: [],
    sources: [inner],
    layers: [],
    variants: [],
    swaps: [],
  })
  const state = createSourcesState(plugin, selection, createFeedback())
  const ids = () => state.list.value.map(({ id }) => id)
  state.togglePin()
  state.useFrame(inner)
  for (const listener of heard) listener()
  await vi.waitUntil(() => {
    for (const answer of answers.splice(0)) answer()
    return ids()[0] === '1:1'
  })
  expect(ids()).toEqual(['1:1'])
})
