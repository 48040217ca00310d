import { signal } from '@preact/signals'
import { test, vi } from 'vitest'
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

/** Sources, one of them pinned after the other; the plugin half answers only when it is told to. */
function pinned(sources: readonly Source[]) {
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
  const selection = signal<Selection>({
    order: 1,
    selected: [],
    sources: [...sources],
    layers: [],
    variants: [],
    swaps: [],
  })
  const state = createSourcesState(plugin, selection, createFeedback())
  state.togglePin()
  return {
    state,
    hear: () => {
      for (const listener of heard) listener()
    },
    /** Answers whatever is asked, until these are the sources. */
    becomes: async (ids: readonly string[]) => {
      await vi.waitUntil(() => {
        for (const answer of answers.splice(0)) answer()
        return state.list.value.map(({ id }) => id).join() === ids.join()
      })
    },
  }
}

test('a frame takes the place of a pinned source, whatever is read again in the meantime', async () => {
  const inner = source('1:2', '1:1')
  const { state, hear, becomes } = pinned([inner])
  state.useFrame(inner)
  hear()
  await becomes(['1:1'])
})

test('frames take the places of two pinned sources, the second before the first is there', async () => {
  const [one, other] = [source('1:2', '1:1'), source('2:2', '2:1')]
  const { state, becomes } = pinned([one, other])
  state.useFrame(one)
  state.useFrame(other)
  await becomes(['1:1', '2:1'])
})
