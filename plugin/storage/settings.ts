import { Settings, defaultSettings } from '../../contract/model/stored/settings.ts'
import { type ClientStorage, keep, stored } from './client-storage.ts'

const key = 'settings'

/** @throws {PluginError} `storage-failed` */
export async function loadSettings(storage: ClientStorage): Promise<Settings> {
  return decodeSettings(await stored(storage.getAsync(key)))
}

/**
 * Keeps what a window has changed. The rest may have been changed by another one meanwhile: a key
 * that was forgotten there does not come back. What can't be read stays as it is: another version may.
 *
 * @param before the settings as this window last read or kept them
 * @throws {PluginError} `storage-full`, `storage-failed`
 */
export async function saveSettings(
  storage: ClientStorage,
  settings: Settings,
  before: Settings,
): Promise<void> {
  const known = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(settings).filter(([name, value]) => known.get(name) !== value)
  const kept: unknown = await stored(storage.getAsync(key))
  const fields = typeof kept === 'object' ? kept : null
  await keep(storage, key, { ...decodeSettings(kept), ...fields, ...Object.fromEntries(changed) })
}

/**
 * Settings out of whatever is stored. Field by field: one that can no longer be read takes its
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
