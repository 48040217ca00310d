import * as z from 'zod/mini'
import {
  type Library,
  OwnPlacement,
  TargetSet,
  UsedPrompt,
  emptyLibrary,
} from '../protocol/library.ts'
import { type ClientStorage, stored } from './client-storage.ts'

type Storage = Pick<ClientStorage, 'getAsync' | 'setAsync'>

const key = 'library'

/**
 * How much of the history is kept: prompts, and characters of all of them together. A prompt may have
 * 20,000, and Figma keeps 5 MB in all.
 */
const mostPrompts = 200
const mostCharacters = 400_000

/** @throws {PluginError} `storage-failed` */
export async function loadLibrary(storage: Storage): Promise<Library> {
  return decodeLibrary(await stored(storage.getAsync(key)))
}

/** Keeps a library, its history capped. @throws {PluginError} `storage-failed` */
export async function saveLibrary(storage: Storage, library: Library): Promise<void> {
  await stored(storage.setAsync(key, capped(library)))
}

/** A library out of whatever is stored. One entry that can't be read takes no other with it. */
export function decodeLibrary(value: unknown): Library {
  if (typeof value !== 'object' || value === null) return emptyLibrary
  const fields = new Map<string, unknown>(Object.entries(value))
  return {
    version: 1,
    favourites: readable(z.string(), fields.get('favourites')),
    placements: readable(OwnPlacement, fields.get('placements')),
    sets: readable(TargetSet, fields.get('sets')),
    history: readable(UsedPrompt, fields.get('history')),
  }
}

/** A history cut to what is kept: the newest, and every favourite. */
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
  if (!Array.isArray(entries)) return []
  return entries.flatMap((entry) => {
    const decoded = schema.safeParse(entry)
    return decoded.success ? [decoded.data] : []
  })
}

function lengthOf(prompts: readonly UsedPrompt[]): number {
  return prompts.reduce((sum, { text }) => sum + text.length, 0)
}
