import { expect, test } from 'vitest'
import { emptyLibrary } from '../../../../contract/model/client-storage/library.ts'
import { defaultSettings } from '../../../../contract/model/client-storage/settings.ts'
import { createHandlers } from '../../../../plugin/handlers/handlers.ts'
import type { CanvasEvents } from '../../../../plugin/handlers/canvas-events.ts'

const used = (text: string, at: number) => ({ text, at, favourite: false })

test('what a window saves as the next one opens stays, whatever that one saves', async () => {
  const kept = new Map<string, unknown>()
  const waiting: (() => void)[] = []
  const figma = {
    root: { name: 'File', getPluginData: () => '' },
    clientStorage: {
      getAsync: (key: string) => Promise.resolve(kept.get(key)),
      setAsync: (key: string, value: unknown) =>
        new Promise<void>((resolve) => {
          waiting.push(() => {
            kept.set(key, value)
            resolve()
          })
        }),
      keysAsync: () => Promise.resolve([...kept.keys()]),
    },
  }
  const events = { selectionNow: () => ({}) } as unknown as CanvasEvents
  const handlersFor = createHandlers(
    figma,
    events,
    () => {},
    () => 0,
  )
  async function stored(saving: unknown): Promise<void> {
    while (waiting.length === 0) await Promise.resolve()
    for (const write of waiting.splice(0)) write()
    await saving
  }

  const first = handlersFor({ command: 'generate', startedOn: [] })
  await first.open({})
  const library = { ...emptyLibrary, history: [used('At dusk', 1)] }
  const saving = first.saveLibrary({ library })
  const settings = first.saveSettings({ settings: { ...defaultSettings, apiKey: 'sk-one' } })

  const second = handlersFor({ command: 'generate', startedOn: [] })
  const opened = await second.open({})
  expect(opened.library.history).toEqual([])
  while (waiting.length < 2) await Promise.resolve()
  await stored(Promise.all([saving, settings]))

  await stored(second.saveLibrary({ library: { ...emptyLibrary, history: [used('At dawn', 2)] } }))
  await stored(second.saveSettings({ settings: { ...opened.settings, confirmAbove: 5 } }))
  expect(kept.get('library')).toMatchObject({ history: [used('At dawn', 2), used('At dusk', 1)] })
  expect(kept.get('settings')).toMatchObject({ apiKey: 'sk-one', confirmAbove: 5 })
})
