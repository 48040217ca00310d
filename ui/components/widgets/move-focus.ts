/** Where the focus may go, the first that exists: task list, its button, prompt, recipe, settings. */
const fallbackFocusIds = ['tasks', 'run-toggle', 'prompt', 'recipe', 'apiKey']

/**
 * Moves the focus away from an element that is about to disappear. Otherwise the focus would return to the
 * beginning of the window, and keys would act on the canvas.
 *
 * @param first the id of an element to try first
 * @param options whether it is scrolled into view
 */
export function moveFocusToFallback(first?: string, options?: FocusOptions): void {
  for (const id of first === undefined ? fallbackFocusIds : [first, ...fallbackFocusIds]) {
    const fallback = document.getElementById(id)
    if (fallback === null) continue
    fallback.focus(options)
    return
  }
}
