/**
 * Prompts that a preset or other ready-made text replaced, the last one last. So trying presets loses
 * nothing that the designer wrote.
 */
export type Replaced = readonly string[]

/**
 * @param written the text in the box, about to be replaced
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
 * Brings back the text that was replaced last. The present text goes behind all others, so that repeated
 * undo cycles through all of them.
 *
 * @returns null if there is nothing to bring back
 */
export function undo(
  replaced: Replaced,
  written: string,
  isReadyMade: (text: string) => boolean,
): { readonly prompt: string; readonly replaced: Replaced } | null {
  // The box's own undo may have brought one back already.
  const others = replaced.filter((text) => text !== written)
  const prompt = others.pop()
  if (prompt === undefined) return null
  return { prompt, replaced: [...replace([], written, isReadyMade), ...others] }
}
