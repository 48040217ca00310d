import type {
  Library,
  OwnPlacement,
  TargetSet,
} from '../../contract/model/client-storage/library.ts'
import { usePrompt } from '../catalog/prompts/history.ts'

/** Adds a placement to the end of the favourites, or removes it. */
export function toggleFavourite(library: Library, id: string): Library {
  const favourites = library.favourites.filter((each) => each !== id)
  if (favourites.length === library.favourites.length) favourites.push(id)
  return { ...library, favourites }
}

/** Adds a placement of the designer's own, or replaces the one with the same id. */
export function savePlacement(library: Library, placement: OwnPlacement): Library {
  return { ...library, placements: replaced(library.placements, placement) }
}

/** Deletes a placement of the designer's own, also from the sets and the favourites. */
export function deletePlacement(library: Library, id: string): Library {
  const isOther = (other: string) => other !== id
  return {
    ...library,
    favourites: library.favourites.filter(isOther),
    placements: library.placements.filter((each) => isOther(each.id)),
    sets: library.sets.map((set) => ({ ...set, placements: set.placements.filter(isOther) })),
  }
}

/** The sets that contain a placement. */
export function setsWith(library: Library, placement: string): readonly TargetSet[] {
  return library.sets.filter(({ placements }) => placements.includes(placement))
}

/** Adds a set, or replaces the one with the same id. */
export function saveSet(library: Library, set: TargetSet): Library {
  return { ...library, sets: replaced(library.sets, set) }
}

/** Changes nothing but the name: its placements may have changed meanwhile. */
export function renameSet(library: Library, id: string, name: string): Library {
  return { ...library, sets: library.sets.map((set) => (set.id === id ? { ...set, name } : set)) }
}

export function deleteSet(library: Library, id: string): Library {
  return { ...library, sets: library.sets.filter((set) => set.id !== id) }
}

/**
 * The prompt of every order can be used again.
 *
 * @param at milliseconds since 1970
 */
export function rememberPrompt(library: Library, prompt: string, at: number): Library {
  return { ...library, history: usePrompt(library.history, prompt, at) }
}

/** Replaces the item with the same id, or adds it at the end. */
function replaced<Item extends { id: string }>(list: readonly Item[], item: Item): Item[] {
  const isKnown = list.some(({ id }) => id === item.id)
  return isKnown ? list.map((each) => (each.id === item.id ? item : each)) : [...list, item]
}
