import { Settings, defaultSettings } from '../../contract/model/client-storage/settings.ts'
import { type ClientStorage, keep, readFields, stored } from './client-storage.ts'

const key = 'settings'

/** @throws {PluginError} `storage-failed` */
export async function loadSettings(storage: ClientStorage): Promise<Settings> {
  return decodeSettings(await stored(storage.getAsync(key)))
}

/**
 * Stores what a window has changed. Another window may have changed the rest in the meantime: a key that was
 * forgotten there does not come back. What can't be read stays: another version may be able to read it.
 *
 * @param before the settings as this window last read or stored them
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
 * Settings from whatever is stored, field by field: an unreadable field takes its default, and does not
 * affect the key.
 */
export function decodeSettings(value: unknown): Settings {
  return readFields(Settings, defaultSettings, value)
}
