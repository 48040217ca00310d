import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../../../../contract/model/client-storage/settings.ts'
import { decodeSettings, loadSettings, saveSettings } from '../../../../plugin/storage/settings.ts'

describe('stored settings', () => {
  test('take defaults where there are none', () => {
    expect(decodeSettings(undefined)).toEqual(defaultSettings)
    expect(decodeSettings({})).toEqual(defaultSettings)
  })

  test('keep what can be read of a damaged or older store', () => {
    expect(decodeSettings({ apiKey: 'sk-1', model: 7, callbackUrl: 7 })).toEqual({
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
    const { kept, ...storage } = inMemory()
    const settings = { ...defaultSettings, apiKey: 'sk-2', callbackUrl: 'https://example.com' }
    await saveSettings(storage, settings, defaultSettings)
    expect([...kept.keys()]).toEqual(['settings'])
    expect(await loadSettings(storage)).toEqual(settings)
  })

  test('of two windows lie side by side: a key that was forgotten stays so', async () => {
    const { kept: _, ...storage } = inMemory()
    const both = { ...defaultSettings, apiKey: 'sk-4' }
    await saveSettings(storage, both, defaultSettings)
    await saveSettings(storage, { ...both, apiKey: '' }, both)
    // The other window has found out the model's name, and knows nothing of it.
    const other = { ...both, model: 'gpt-image-2/image-to-image' as const }
    await saveSettings(storage, other, both)
    expect(await loadSettings(storage)).toEqual({ ...other, apiKey: '' })
  })

  test('keep what can’t be read as it is, until a person changes it', async () => {
    const { kept, ...storage } = inMemory()
    const later = { version: 1, model: 'gpt-image-9', apiKey: 'sk-5', look: { dark: true } }
    kept.set('settings', later)
    const before = await loadSettings(storage)
    await saveSettings(storage, { ...before, apiKey: 'sk-6' }, before)
    expect(kept.get('settings')).toMatchObject({ ...later, apiKey: 'sk-6' })
    await saveSettings(storage, { ...before, model: 'gpt-image-2/image-to-image' }, before)
    expect(kept.get('settings')).toMatchObject({ model: 'gpt-image-2/image-to-image' })
  })

  test('say that storage failed, and never the key', async () => {
    const refuse = (_: string, value?: unknown) => Promise.reject(new Error(JSON.stringify(value)))
    const storage = {
      getAsync: refuse,
      setAsync: refuse,
      deleteAsync: refuse,
      keysAsync: () => refuse(''),
    }
    await expect(loadSettings(storage)).rejects.toMatchObject({ code: 'storage-failed' })
    const { kept: _, ...readable } = inMemory()
    for (const some of [storage, { ...readable, setAsync: refuse }]) {
      const saved = saveSettings(some, { ...defaultSettings, apiKey: 'sk-3' }, defaultSettings)
      await expect(saved).rejects.toMatchObject({
        code: 'storage-failed',
        message: 'storage-failed',
      })
    }
  })
})

function inMemory() {
  const kept = new Map<string, unknown>()
  return {
    kept,
    getAsync: (key: string) => Promise.resolve(kept.get(key)),
    setAsync: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    deleteAsync: (key: string) => Promise.resolve(void kept.delete(key)),
    keysAsync: () => Promise.resolve([...kept.keys()]),
  }
}
