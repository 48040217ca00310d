import { emptyLibrary } from '../../contract/model/client-storage/library.ts'
import { defaultSettings } from '../../contract/model/client-storage/settings.ts'
import type { Handlers } from '../../contract/protocol/server.ts'
import type { ClientStorage } from '../storage/client-storage.ts'
import { loadLibrary, saveLibrary } from '../storage/library.ts'
import { loadSettings, saveSettings } from '../storage/settings.ts'
import type { SpendingBook } from '../storage/spending.ts'
import { fallBackTo } from './fall-back.ts'
import type { WindowParts } from './window-handlers.ts'

export function storedHandlers(
  storage: ClientStorage,
  spendings: SpendingBook,
): { load: WindowParts['load']; handlers: Pick<Handlers, 'saveLibrary' | 'saveSettings'> } {
  /** What this window last read or saved: a window of another file may have changed the storage since. */
  const known = { settings: defaultSettings, library: emptyLibrary }
  return {
    load: async () => {
      const nothing = { month: '', pictures: 0, dollars: 0 }
      const [settings, library, spending] = await Promise.all([
        loadSettings(storage),
        // The window opens without these too; what is stored stays as it is.
        loadLibrary(storage).catch(fallBackTo(emptyLibrary)),
        spendings.thisMonth().catch(fallBackTo(nothing)),
      ])
      Object.assign(known, { settings, library })
      return { settings, library, spending }
    },
    handlers: {
      saveLibrary: async ({ library }) => {
        await saveLibrary(storage, library, known.library)
        known.library = library
        return {}
      },
      saveSettings: async ({ settings }) => {
        await saveSettings(storage, settings, known.settings)
        known.settings = settings
        return {}
      },
    },
  }
}
