import { expect, test, vi } from 'vitest'
import type { PluginClient } from '../../../../contract/protocol/client.ts'
import { NodeId } from '../../../../contract/model/ids.ts'
import { createSourceTexts, textsOf } from '../../../../ui/state/source-texts.ts'

const frame = (id: string) => NodeId.parse(id)

/** A plugin half that answers when it is told to, and notes what it is asked for. */
function rig() {
  const asked: string[] = []
  const answers: ((texts: string[] | null) => void)[] = []
  const call = (_name: string, { source }: { source: string }) => {
    asked.push(source)
    return new Promise((resolve, reject) => {
      answers.push((texts) => (texts === null ? reject(new Error('gone')) : resolve({ texts })))
    })
  }
  const store = createSourceTexts({ call, on: () => () => undefined } as unknown as PluginClient)
  const state = (id: string) => store.current.value.bySource.get(NodeId.parse(id))?.state
  const answer = async (texts: string[] | null) => {
    await vi.waitUntil(() => answers.length > 0)
    answers.shift()?.(texts)
  }
  return { store, asked, answer, state }
}

test('sources are read one after the other', async () => {
  const { store, asked, answer, state } = rig()
  store.read([frame('a'), frame('b')])
  await vi.waitUntil(() => asked.length > 0)
  expect(asked).toEqual(['a'])
  expect([state('a'), state('b')]).toEqual(['reading', 'reading'])
  await answer(['Sale'])
  await vi.waitUntil(() => asked.length > 1)
  expect(textsOf(store.current.value, NodeId.parse('a'))).toEqual(['Sale'])
  expect([state('a'), state('b')]).toEqual(['read', 'reading'])
  await answer([])
  await vi.waitUntil(() => state('b') === 'read')
})

test('of many sources, several are told together: with each telling all is worked out again', async () => {
  const call = () => Promise.resolve({ texts: ['Sale'] })
  const store = createSourceTexts({ call, on: () => () => undefined } as unknown as PluginClient)
  const many = Array.from({ length: 200 }, (_, index) => frame(`1:${String(index)}`))
  let tellings = 0
  store.current.subscribe(() => tellings++)
  store.read(many)
  const isRead = (id: NodeId) => store.current.value.bySource.get(id)?.state === 'read'
  await vi.waitUntil(() => many.every(isRead))
  expect(tellings).toBeLessThan(50)
})

test('the same selection is read once; the same frames, selected again, are read again', async () => {
  const { store, asked, answer, state } = rig()
  const selection = [frame('a')]
  store.read(selection)
  await answer(['Sale'])
  await vi.waitUntil(() => state('a') === 'read')
  store.read(selection)
  expect(state('a')).toBe('read')
  store.read([frame('a')])
  expect(state('a')).toBe('reading')
  await answer(['Sold out'])
  await vi.waitUntil(() => state('a') === 'read')
  expect(textsOf(store.current.value, NodeId.parse('a'))).toEqual(['Sold out'])
  expect(asked).toEqual(['a', 'a'])
})

test('what is no longer selected is not read on, and its answer is dropped', async () => {
  const { store, asked, answer, state } = rig()
  store.read([frame('a'), frame('b')])
  await vi.waitUntil(() => asked.length > 0)
  store.read([frame('c')])
  await answer(['Late'])
  await answer(['New'])
  await vi.waitUntil(() => state('c') === 'read')
  expect(asked).toEqual(['a', 'c'])
  expect(state('a')).toBeUndefined()
})

test('a source that can’t be read is said to be so, and can be read again alone', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const { store, asked, answer, state } = rig()
  store.read([frame('a'), frame('b')])
  await answer(null)
  await answer(['Sale'])
  await vi.waitUntil(() => state('b') === 'read')
  expect(state('a')).toBe('failed')
  expect(textsOf(store.current.value, NodeId.parse('a'))).toEqual([])
  store.again()
  expect(state('a')).toBe('reading')
  await answer(['There it is'])
  await vi.waitUntil(() => state('a') === 'read')
  expect(asked).toEqual(['a', 'b', 'a'])
  warn.mockRestore()
})
