import * as z from 'zod/mini'
import {
  type Library,
  OwnPlacement,
  TargetSet,
  UsedPrompt,
} from '../../contract/model/client-storage/library.ts'
import { type ClientStorage, keep, listed, stored } from './client-storage.ts'

const key = 'library'

const schemas = {
  favourites: z.string(),
  placements: OwnPlacement,
  sets: TargetSet,
  history: UsedPrompt,
}

/**
 * Limits of the history: prompts, and characters of all of them together. A prompt may have 20,000, and
 * Figma keeps 5 MB in all.
 */
const mostPrompts = 200
const mostCharacters = 400_000

/** @throws {PluginError} `storage-failed` */
export async function loadLibrary(storage: ClientStorage): Promise<Library> {
  return decodeLibrary(await stored(storage.getAsync(key)))
}

/**
 * Stores what a window has changed of the library, merged with other windows' changes; the history is
 * capped. What can't be read stays: another version may be able to read it.
 *
 * @param before the library as this window last read or stored it
 * @throws {PluginError} `storage-full`, `storage-failed`
 */
export async function saveLibrary(
  storage: ClientStorage,
  library: Library,
  before: Library,
): Promise<void> {
  const value: unknown = await stored(storage.getAsync(key))
  const next = capped(merged(library, before, decodeLibrary(value)))
  const fields = fieldsOf(value)
  const list = (name: keyof typeof schemas) => [
    ...next[name],
    ...listed(fields.get(name)).filter((entry) => !schemas[name].safeParse(entry).success),
  ]
  await keep(storage, key, {
    version: 1,
    ...Object.fromEntries(fields),
    favourites: list('favourites'),
    placements: list('placements'),
    sets: list('sets'),
    history: list('history'),
  })
}

function merged(now: Library, before: Library, kept: Library): Library {
  const byId = ({ id }: { readonly id: string }) => id
  const history = united(now.history, before.history, kept.history, ({ text }) => text)
  return {
    version: 1,
    favourites: united(now.favourites, before.favourites, kept.favourites, (id) => id),
    placements: united(now.placements, before.placements, kept.placements, byId),
    sets: united(now.sets, before.sets, kept.sets, byId),
    history: history.sort((a, b) => b.at - a.at),
  }
}

/** Changed entries as they are now; unchanged ones as they are stored. */
function united<Entry>(
  now: readonly Entry[],
  before: readonly Entry[],
  kept: readonly Entry[],
  nameOf: (entry: Entry) => string,
): Entry[] {
  const named = (entries: readonly Entry[]) => new Map(entries.map((each) => [nameOf(each), each]))
  const [ours, old, inStorage] = [named(now), named(before), named(kept)]
  const isUntouched = (entry: Entry) =>
    JSON.stringify(entry) === JSON.stringify(old.get(nameOf(entry)))
  return [
    ...now.flatMap((entry) => (isUntouched(entry) ? (inStorage.get(nameOf(entry)) ?? []) : entry)),
    ...kept.filter((entry) => !ours.has(nameOf(entry)) && !old.has(nameOf(entry))),
  ]
}

/** A library from whatever is stored. An unreadable entry does not affect the others. */
export function decodeLibrary(value: unknown): Library {
  const fields = fieldsOf(value)
  return {
    version: 1,
    favourites: readable(schemas.favourites, fields.get('favourites')),
    placements: readable(schemas.placements, fields.get('placements')),
    sets: readable(schemas.sets, fields.get('sets')),
    history: readable(schemas.history, fields.get('history')),
  }
}

function fieldsOf(value: unknown): Map<string, unknown> {
  return new Map(Object.entries(value ?? {}))
}

/** Cuts the history to its limits: keeps every favourite, then the newest. */
export function capped(library: Library): Library {
  const favourites = library.history.filter(({ favourite }) => favourite)
  let prompts = mostPrompts - favourites.length
  let characters = mostCharacters - lengthOf(favourites)
  const history = library.history.filter(({ text, favourite }) => {
    if (favourite) return true
    if (prompts < 1 || text.length > characters) return false
    prompts -= 1
    characters -= text.length
    return true
  })
  return { ...library, history }
}

function readable<Entry>(schema: z.ZodMiniType<Entry>, entries: unknown): Entry[] {
  return listed(entries).flatMap((entry) => schema.safeParse(entry).data ?? [])
}

function lengthOf(prompts: readonly UsedPrompt[]): number {
  return prompts.reduce((sum, { text }) => sum + text.length, 0)
}
