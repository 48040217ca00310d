import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../../../plugin/protocol/settings.ts'
import { decodeSettings, loadSettings, saveSettings } from '../../../plugin/storage/settings.ts'

describe('stored settings', () => {
  test('take defaults where there are none', () => {
    expect(decodeSettings(undefined)).toEqual(defaultSettings)
    expect(decodeSettings({})).toEqual(defaultSettings)
  })

  test('keep what can be read of a damaged or older store', () => {
    expect(decodeSettings({ apiKey: 'sk-1', model: 'gone', callbackUrl: 7 })).toEqual({
      ...defaultSettings,
      apiKey: 'sk-1',
    })
  })

  test('never break, whatever is stored', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(decodeSettings(value).version).toBe(1)
      }),
    )
  })

  test('come back as they were saved', async () => {
    const kept = new Map<string, unknown>()
    const storage = {
      getAsync: (key: string) => Promise.resolve(kept.get(key)),
      setAsync: (key: string, value: unknown) => {
        kept.set(key, value)
        return Promise.resolve()
      },
    }
    const settings = { ...defaultSettings, apiKey: 'sk-2', callbackUrl: 'https://example.com' }
    await saveSettings(storage, settings, defaultSettings)
    expect([...kept.keys()]).toEqual(['settings'])
    expect(await loadSettings(storage)).toEqual(settings)
  })

  test('of two windows lie side by side: a key that was forgotten stays so', async () => {
    const kept = new Map<string, unknown>()
    const storage = {
      getAsync: (key: string) => Promise.resolve(kept.get(key)),
      setAsync: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    }
    const both = { ...defaultSettings, apiKey: 'sk-4' }
    await saveSettings(storage, both, defaultSettings)
    await saveSettings(storage, { ...both, apiKey: '' }, both)
    // The other window has found out the model's name, and knows nothing of it.
    const other = { ...both, model: 'gpt-image-2/image-to-image' as const }
    await saveSettings(storage, other, both)
    expect(await loadSettings(storage)).toEqual({ ...other, apiKey: '' })
  })

  test('say that storage failed, and never the key', async () => {
    const storage = {
      getAsync: () => Promise.reject(new Error('no')),
      setAsync: (_: string, value: unknown) => Promise.reject(new Error(JSON.stringify(value))),
    }
    await expect(loadSettings(storage)).rejects.toMatchObject({ code: 'storage-failed' })
    const saved = saveSettings(storage, { ...defaultSettings, apiKey: 'sk-3' }, defaultSettings)
    await expect(saved).rejects.toMatchObject({ code: 'storage-failed', message: 'storage-failed' })
  })
})
