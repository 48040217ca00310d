import { FileDraft, SavedDraft } from '../../contract/model/client-storage/saved-draft.ts'
import { type ClientStorage, keep, listed, readFields, stored } from './client-storage.ts'

const key = 'drafts'

/** A prompt may have 20,000 characters, and Figma keeps 5 MB in all. */
const mostFiles = 30

/** What a window opens with in place of what can't be read. */
const empty: SavedDraft = {
  prompt: '',
  swapPrompt: '',
  ratios: [],
  placements: [],
  resolution: '1K',
  sizing: { by: 'width' },
  copies: 1,
}

/** @param files what identifies a file, the best first @throws {PluginError} `storage-failed` */
export async function loadDraft(
  storage: ClientStorage,
  files: readonly string[],
): Promise<SavedDraft | null> {
  const drafts = listed(await stored(storage.getAsync(key))).map(readable)
  for (const file of files) {
    const found = drafts.find((each) => each?.file === file)
    const draft = readFields(SavedDraft, empty, found?.draft)
    if (draft !== empty) return draft
  }
  return null
}

/**
 * Keeps the draft of a file. The drafts that were unused for longest are dropped. What can't be read stays
 * until then: another version may be able to read it.
 *
 * @throws {PluginError} `storage-full`, `storage-failed`
 */
export async function saveDraft(
  storage: ClientStorage,
  file: string,
  draft: SavedDraft,
): Promise<void> {
  const all = listed(await stored(storage.getAsync(key)))
  const others = all.filter((each) => readable(each)?.file !== file)
  await keep(storage, key, [{ file, draft }, ...others].slice(0, mostFiles))
}

function readable(entry: unknown): FileDraft | undefined {
  return FileDraft.safeParse(entry).data
}
