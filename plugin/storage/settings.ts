import { Settings, defaultSettings } from '../protocol/settings.ts'
import { type ClientStorage, stored } from './client-storage.ts'

type Storage = Pick<ClientStorage, 'getAsync' | 'setAsync'>

const key = 'settings'

/** @throws {PluginError} `storage-failed` */
export async function loadSettings(storage: Storage): Promise<Settings> {
  return decodeSettings(await stored(storage.getAsync(key)))
}

/**
 * Keeps what a window has changed. The rest may have been changed by another one meanwhile: a key
 * that was forgotten there does not come back.
 *
 * @param before the settings as this window last read or kept them
 * @throws {PluginError} `storage-failed`
 */
export async function saveSettings(
  storage: Storage,
  settings: Settings,
  before: Settings,
): Promise<void> {
  const known = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(settings).filter(([name, value]) => known.get(name) !== value)
  const kept = await loadSettings(storage)
  await stored(storage.setAsync(key, { ...kept, ...Object.fromEntries(changed) }))
}

/**
 * Settings out of whatever is stored. Field by field: one that can't be read any more takes its
 * default, and doesn't take the key with it.
 */
export function decodeSettings(value: unknown): Settings {
  let settings = defaultSettings
  if (typeof value !== 'object' || value === null) return settings
  const fields = new Map<string, unknown>(Object.entries(value))
  for (const name of Object.keys(defaultSettings)) {
    const decoded = Settings.safeParse({ ...settings, [name]: fields.get(name) })
    if (decoded.success) settings = decoded.data
  }
  return settings
}
