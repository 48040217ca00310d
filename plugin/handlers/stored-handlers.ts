import { emptyLibrary } from '../../contract/model/client-storage/library.ts'
import { defaultSettings } from '../../contract/model/client-storage/settings.ts'
import type { Handlers } from '../../contract/protocol/server.ts'
import { readMark } from '../plugin-data/file-id.ts'
import { loadDraft, saveDraft } from '../storage/drafts.ts'
import { loadLibrary, saveLibrary } from '../storage/library.ts'
import { loadSettings, saveSettings } from '../storage/settings.ts'
import type { SpendingBook } from '../storage/spending.ts'
import { fallBackTo } from './fall-back.ts'
import type { WindowParts } from './window-handlers.ts'

interface StoredParts {
  readonly figma: Pick<PluginAPI, 'root' | 'clientStorage'>
  readonly spendings: SpendingBook
}

interface Stored {
  readonly load: WindowParts['load']
  readonly handlers: Pick<Handlers, 'saveDraft' | 'saveLibrary' | 'saveSettings'>
}

/** Of one window: a call of an earlier one may still go on, and must not change what this one knows. */
export function storedHandlers({ figma, spendings }: StoredParts): Stored {
  const storage = figma.clientStorage
  /** What this window last read or saved: a window of another file may have changed the storage since. */
  const known = { settings: defaultSettings, library: emptyLibrary }
  return {
    load: async () => {
      const nothing = { month: '', pictures: 0, dollars: 0 }
      const [settings, library, spending, draft] = await Promise.all([
        loadSettings(storage),
        // The window opens without these too; what is stored stays as it is.
        loadLibrary(storage).catch(fallBackTo(emptyLibrary)),
        spendings.thisMonth().catch(fallBackTo(nothing)),
        loadDraft(storage, namesOf(figma)).catch(fallBackTo(null)),
      ])
      Object.assign(known, { settings, library })
      return { settings, library, spending, draft }
    },
    handlers: {
      saveDraft: async ({ draft }) => {
        await saveDraft(storage, namesOf(figma)[0], draft)
        return {}
      },
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

/**
 * What identifies this document: its mark, if it has one, and its name. A duplicate has its original's mark
 * under another name: it then goes by its own. Keeping a draft writes no mark.
 */
function namesOf(figma: Pick<PluginAPI, 'root'>): [string, ...string[]] {
  const { name } = figma.root
  const mark = readMark(figma)
  if (mark === null) return [name]
  return mark.name === name ? [mark.id, name] : [name, mark.id]
}
