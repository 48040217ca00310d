import { serialize } from 'node:v8'
import { describe, expect, test, vi } from 'vitest'
import { connect } from '../../../../contract/protocol/client.ts'
import { PluginError } from '../../../../contract/protocol/plugin-error.ts'
import { ImageHash, NodeId } from '../../../../contract/model/ids.ts'
import { requests } from '../../../../contract/protocol/requests.ts'
import { type Handlers, serve } from '../../../../contract/protocol/server.ts'
import { defaultSettings } from '../../../../contract/model/client-storage/settings.ts'
import type { Port } from '../../../../contract/protocol/envelope.ts'
import type { ProcedureName } from '../../../../contract/protocol/procedures.ts'

/** Two ends, and a copy in between as `postMessage` makes it. */
function portPair(onSent: (message: unknown) => void): [Port, Port] {
  const ends: ((message: unknown) => void)[] = []
  const port = (own: 0 | 1): Port => ({
    send: (message) => {
      const copy: unknown = structuredClone(message)
      onSent(copy)
      queueMicrotask(() => ends[1 - own]?.(copy))
    },
    receive: (listener) => {
      ends[own] = listener
    },
  })
  return [port(0), port(1)]
}

function pair(own: Partial<Handlers>, onSent: (message: unknown) => void = () => {}) {
  const [plugin, window] = portPair(onSent)
  const refuse = () => {
    throw new Error('not expected')
  }
  const names = Object.keys(requests) as ProcedureName[]
  const rest = Object.fromEntries(names.map((name) => [name, refuse])) as unknown as Handlers
  const inPlugin = vi.fn<(error: PluginError) => void>()
  const inWindow = vi.fn<(error: PluginError) => void>()
  const announcer = serve(plugin, { ...rest, ...own }, inPlugin)
  const alarms: { ms: number; act: () => void }[] = []
  const caller = connect(window, inWindow, (ms, act) => {
    const alarm = { ms, act }
    alarms.push(alarm)
    return () => {
      alarms.splice(alarms.indexOf(alarm), 1)
    }
  })
  return { alarms, announcer, caller, plugin, window, inPlugin, inWindow }
}

const source = NodeId.parse('1:2')
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('a call', () => {
  test('comes back with its own answer, in whatever order', async () => {
    const { caller } = pair({
      show: async ({ nodes }) => {
        if (nodes.length === 1) await settle()
        return { shown: nodes.length }
      },
    })
    const slow = caller.call('show', { nodes: [source] })
    const quick = caller.call('show', { nodes: [] })
    expect(await Promise.all([slow, quick])).toEqual([{ shown: 1 }, { shown: 0 }])
  })

  test('carries bytes both ways', async () => {
    const kept: Uint8Array[] = []
    const { caller } = pair({
      keepReference: ({ bytes }) => {
        kept.push(bytes)
        return { hash: ImageHash.parse('h') }
      },
      captureReference: () => ({ bytes: Uint8Array.of(4, 5) }),
    })
    await caller.call('keepReference', { bytes: Uint8Array.of(1, 2, 3) })
    expect(kept).toEqual([Uint8Array.of(1, 2, 3)])
    const { bytes } = await caller.call('captureReference', { node: source, longEdge: 100 })
    expect(bytes).toEqual(Uint8Array.of(4, 5))
  })

  test('is answered with large bytes in messages that Chromium reads quickly: of 16 kB at most', async () => {
    const sent: number[] = []
    const picture = (node: NodeId) => new Uint8Array(100_000).fill(Number(node.at(-1)))
    const { caller } = pair(
      { captureReference: async ({ node }) => Promise.resolve({ bytes: picture(node) }) },
      (message) => sent.push(serialize(message).length),
    )
    const nodes = ['1:2', '1:3'].map((id) => NodeId.parse(id))
    const answers = nodes.map((node) => caller.call('captureReference', { node, longEdge: 100 }))
    expect(await Promise.all(answers)).toEqual(nodes.map((node) => ({ bytes: picture(node) })))
    expect(sent.length).toBeGreaterThan(12)
    expect(Math.max(...sent)).toBeLessThan(16_000)
  })

  test('is answered with the error that was thrown', async () => {
    const { caller } = pair({
      capture: () => {
        throw new PluginError('source-unusable', 'words')
      },
    })
    const answer = caller.call('capture', { source, without: [] })
    await expect(answer).rejects.toBeInstanceOf(PluginError)
    await expect(answer).rejects.toMatchObject({
      code: 'source-unusable',
      message: 'words',
    })
  })

  test('is answered with `internal` when something else was thrown', async () => {
    const { caller } = pair({ close: () => Promise.reject(new TypeError('oh')) })
    await expect(caller.call('close', {})).rejects.toMatchObject({
      code: 'internal',
      message: 'oh',
    })
  })

  test('is refused when its request is wrong, naming fields and no values', async () => {
    const { caller } = pair({})
    const settings = { ...defaultSettings, apiKey: { secret: 'sk-1' } }
    const answer = caller.call('saveSettings', { settings } as never)
    await expect(answer).rejects.toMatchObject({
      code: 'bad-message',
      message: 'request of saveSettings: settings.apiKey',
    })
  })

  test('is refused when its response is wrong', async () => {
    const { caller } = pair({ show: () => ({ shown: 'all' }) as never })
    await expect(caller.call('show', { nodes: [] })).rejects.toMatchObject({
      code: 'bad-message',
      message: 'response of show: shown',
    })
  })

  test.each(['explode', 'toString', '__proto__'])('of %s finds no procedure', async (name) => {
    const { window } = pair({})
    const answer = new Promise((resolve) => {
      window.receive(resolve)
    })
    window.send({ type: 'request', id: 7, name, body: {} })
    expect(await answer).toMatchObject({ type: 'error', id: 7, error: { code: 'bad-message' } })
  })
})

describe('a call that is not answered', () => {
  test('fails alone after two minutes, and what comes later is dropped', async () => {
    const [answers, handler] = [[] as (() => void)[], vi.fn()]
    const { alarms, caller, inWindow } = pair({
      show: ({ nodes }) =>
        new Promise((resolve) => {
          handler()
          answers.push(() => {
            resolve({ shown: nodes.length })
          })
        }),
    })
    const lost = caller.call('show', { nodes: [] })
    const other = caller.call('show', { nodes: [source] })
    await vi.waitFor(() => {
      expect(handler).toHaveBeenCalledTimes(2)
    })
    expect(alarms.map(({ ms }) => ms)).toEqual([120_000, 120_000])
    alarms[0]?.act()
    await expect(lost).rejects.toMatchObject({ code: 'unanswered' })
    for (const answer of answers) answer()
    expect(await other).toEqual({ shown: 1 })
    expect(alarms).toEqual([])
    expect(inWindow).not.toHaveBeenCalled()
  })
})

test('bytes that come too late are no part of the next answer', async () => {
  const answers: (() => void)[] = []
  const picture = (fill: number) => ({ bytes: new Uint8Array(40_000).fill(fill) })
  const { alarms, caller } = pair({
    captureReference: ({ longEdge }) =>
      new Promise((resolve) => {
        answers.push(() => {
          resolve(picture(longEdge))
        })
      }),
  })
  const lost = caller.call('captureReference', { node: source, longEdge: 1 })
  alarms[0]?.act()
  await expect(lost).rejects.toMatchObject({ code: 'unanswered' })
  const next = caller.call('captureReference', { node: source, longEdge: 2 })
  await settle()
  for (const answer of answers) answer()
  expect(await next).toEqual(picture(2))
})

describe('what is not part of the protocol', () => {
  test('is complained about at either end, and changes nothing', async () => {
    const { caller, plugin, window, inPlugin, inWindow } = pair({ show: () => ({ shown: 0 }) })
    window.send('hello')
    window.send({ type: 'request', id: 'one', name: 'show', body: {} })
    plugin.send(null)
    plugin.send({ type: 'response', id: 99, body: {} })
    await settle()
    expect(inPlugin).toHaveBeenCalledTimes(2)
    expect(inWindow).toHaveBeenCalledTimes(2)
    expect(await caller.call('show', { nodes: [] })).toEqual({ shown: 0 })
  })
})

test('an answer for a window that is closed is complained about, and ends nothing', async () => {
  const { plugin, window, inPlugin } = pair({})
  plugin.send = () => {
    throw new Error('the plugin is closed')
  }
  window.send({ type: 'request', id: 1, name: 'show', body: { nodes: [] } })
  await vi.waitFor(() => {
    expect(inPlugin).toHaveBeenCalledOnce()
  })
})

describe('an event', () => {
  test('reaches its listeners until they stop', async () => {
    const { announcer, caller } = pair({})
    const heard = vi.fn()
    const stop = caller.on('selection', heard)
    announcer.emit('selection', {
      order: 1,
      selected: [],
      sources: [],
      layers: [],
      variants: [],
      swaps: [],
    })
    await settle()
    stop()
    announcer.emit('selection', {
      order: 1,
      selected: [],
      sources: [],
      layers: [],
      variants: [],
      swaps: [],
    })
    await settle()
    expect(heard.mock.calls).toEqual([
      [{ order: 1, selected: [], sources: [], layers: [], variants: [], swaps: [] }],
    ])
  })

  test('reaches the listeners of its own name alone', async () => {
    const { announcer, caller } = pair({})
    const [selection, spending] = [vi.fn(), vi.fn()]
    caller.on('selection', selection)
    caller.on('spending', spending)
    const spent = { month: '2026-03', pictures: 2, dollars: 0.06 }
    announcer.emit('spending', spent)
    await settle()
    expect(spending.mock.calls).toEqual([[spent]])
    expect(selection).not.toHaveBeenCalled()
  })

  test('that is wrong or unknown reaches nobody', async () => {
    const { caller, plugin, inWindow } = pair({})
    const heard = vi.fn()
    caller.on('selection', heard)
    plugin.send({ type: 'event', name: 'selection', body: { sources: 'all' } })
    plugin.send({ type: 'event', name: 'weather', body: {} })
    await settle()
    expect(heard).not.toHaveBeenCalled()
    expect(inWindow).toHaveBeenCalledTimes(2)
  })

  test('reaches all listeners, whatever one of them throws', async () => {
    const { announcer, caller, inWindow } = pair({})
    const heard = vi.fn()
    caller.on('spending', () => {
      throw new Error('a broken view')
    })
    caller.on('spending', heard)
    const spent = { month: '2026-03', pictures: 2, dollars: 0.06 }
    announcer.emit('spending', spent)
    announcer.emit('spending', spent)
    await settle()
    expect(heard.mock.calls).toEqual([[spent], [spent]])
    expect(inWindow.mock.calls.map(([error]) => error.message)).toEqual([
      'a broken view',
      'a broken view',
    ])
  })
})
