import type { UsedPrompt } from '../../../contract/model/client-storage/library.ts'
import { hasWords } from './text-search.ts'

/** The prompts used so far, the newest first, each once. */
export type History = readonly UsedPrompt[]

/** How many are kept besides the favourites. */
const most = 200
/** Limit of all their texts, in UTF-16 units: client storage has 5 MB for everything. */
const mostText = 400_000

/**
 * Moves a prompt to the front, as just used; a favourite stays one. If there are too many, or too long
 * ones, the oldest that are not favourites are dropped.
 *
 * @param at milliseconds since 1970
 */
export function usePrompt(history: History, prompt: string, at: number): UsedPrompt[] {
  const text = prompt.trim()
  if (text === '') return [...history]
  const favourite = history.some((each) => each.text === text && each.favourite)
  return trimmed([{ text, at, favourite }, ...history.filter((each) => each.text !== text)])
}

export function toggleFavourite(history: History, text: string): UsedPrompt[] {
  return history.map((each) =>
    each.text === text ? { ...each, favourite: !each.favourite } : each,
  )
}

export function deletePrompt(history: History, text: string): UsedPrompt[] {
  return history.filter((each) => each.text !== text)
}

/** Prompts with all words of a query, in the order of the list: favourites first, then the newest. */
export function searchHistory(history: History, query: string): UsedPrompt[] {
  const found = history.filter(({ text }) => hasWords(text, query))
  return [...found.filter((each) => each.favourite), ...found.filter((each) => !each.favourite)]
}

function trimmed(history: History): UsedPrompt[] {
  let count = 0
  let room =
    mostText -
    history.reduce((sum, { text, favourite }) => (favourite ? sum + text.length : sum), 0)
  return history.filter(({ text, favourite }, index) => {
    if (favourite) return true
    count += 1
    room -= text.length
    // The prompt just used is kept, however long it is.
    return index === 0 || (count <= most && room >= 0)
  })
}
