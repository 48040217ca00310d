import type { UsedPrompt } from '../../../contract/model/client-storage/library.ts'
import { hasWords } from './text-search.ts'

/** Prompts that were used, the newest first; a text stands in it once. */
export type History = readonly UsedPrompt[]

/** How many are kept beside the favourites. */
const most = 200
/** What all of them may weigh together, in UTF-16 units: client storage has 5 MB for everything. */
const mostText = 400_000

/**
 * Puts a prompt first, as used just now; what was a favourite stays one. The oldest that are no
 * favourites give way when there are too many, or too long ones.
 *
 * @param at milliseconds since 1970
 */
export function usePrompt(history: History, prompt: string, at: number): UsedPrompt[] {
  const text = prompt.trim()
  if (text === '') return [...history]
  const favourite = history.some((each) => each.text === text && each.favourite)
  return trimmed([{ text, at, favourite }, ...history.filter((each) => each.text !== text)])
}

/** Makes a prompt a favourite, or takes that back. */
export function toggleFavourite(history: History, text: string): UsedPrompt[] {
  return history.map((each) =>
    each.text === text ? { ...each, favourite: !each.favourite } : each,
  )
}

export function deletePrompt(history: History, text: string): UsedPrompt[] {
  return history.filter((each) => each.text !== text)
}

/** Those that have all the words of a query, as they are listed: favourites first, then the newest. */
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
    // The one just used is kept whatever it weighs.
    return index === 0 || (count <= most && room >= 0)
  })
}
