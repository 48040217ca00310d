/**
 * What was written before something ready-made took its place: nothing that a designer wrote is lost
 * by trying presets. The last one stands last.
 */
export type Replaced = readonly string[]

/**
 * @param written what stands in the box, about to be replaced
 * @param isReadyMade whether a text can be had again from a list
 */
export function replace(
  replaced: Replaced,
  written: string,
  isReadyMade: (text: string) => boolean,
): Replaced {
  const isOfWorth = written.trim() !== '' && !isReadyMade(written)
  return isOfWorth ? [...replaced, written] : replaced
}

/**
 * Brings back what was written last. What stands in the box meanwhile is kept in its turn, behind
 * everything else, so that pressing on and on goes through all of it.
 *
 * @returns null where there is nothing to bring back
 */
export function undo(
  replaced: Replaced,
  written: string,
  isReadyMade: (text: string) => boolean,
): { readonly prompt: string; readonly replaced: Replaced } | null {
  const prompt = replaced.at(-1)
  if (prompt === undefined) return null
  return { prompt, replaced: [...replace([], written, isReadyMade), ...replaced.slice(0, -1)] }
}
