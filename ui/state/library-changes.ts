import type {
  Library,
  OwnPlacement,
  TargetSet,
} from '../../contract/model/client-storage/library.ts'
import { usePrompt } from '../catalog/prompts/history.ts'

/** Makes a placement a favourite, the last of them, or one no more. */
export function toggleFavourite(library: Library, id: string): Library {
  const favourites = library.favourites.filter((each) => each !== id)
  if (favourites.length === library.favourites.length) favourites.push(id)
  return { ...library, favourites }
}

/** Adds a placement of the designer's own, or changes the one of that id. */
export function savePlacement(library: Library, placement: OwnPlacement): Library {
  return { ...library, placements: replaced(library.placements, placement) }
}

/** Takes a placement of the designer's own away: from the sets and the favourites too. */
export function deletePlacement(library: Library, id: string): Library {
  const isOther = (other: string) => other !== id
  return {
    ...library,
    favourites: library.favourites.filter(isOther),
    placements: library.placements.filter((each) => isOther(each.id)),
    sets: library.sets.map((set) => ({ ...set, placements: set.placements.filter(isOther) })),
  }
}

/** The sets that a placement is in. */
export function setsWith(library: Library, placement: string): readonly TargetSet[] {
  return library.sets.filter(({ placements }) => placements.includes(placement))
}

/** Adds a set, or changes the one of that id. */
export function saveSet(library: Library, set: TargetSet): Library {
  return { ...library, sets: replaced(library.sets, set) }
}

export function deleteSet(library: Library, id: string): Library {
  return { ...library, sets: library.sets.filter((set) => set.id !== id) }
}

/**
 * Every order's prompt is one that can be used again.
 *
 * @param at milliseconds since 1970
 */
export function rememberPrompt(library: Library, prompt: string, at: number): Library {
  return { ...library, history: usePrompt(library.history, prompt, at) }
}

/** In the place of the one of its id, or last. */
function replaced<Item extends { id: string }>(list: readonly Item[], item: Item): Item[] {
  const isKnown = list.some(({ id }) => id === item.id)
  return isKnown ? list.map((each) => (each.id === item.id ? item : each)) : [...list, item]
}
