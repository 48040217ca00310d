/** Where the focus may go, the first that is there: the list of tasks, the button that opens it, the prompt, the settings. */
const fallbackFocusIds = ['tasks', 'run-toggle', 'prompt', 'recipe', 'apiKey']

/**
 * Moves the focus away from what is about to disappear. Lost to the page, it would leave a designer
 * at the window's beginning, and keys would act on the canvas.
 *
 * @param first the id of what comes before all, if it is there
 */
export function moveFocusToFallback(first?: string): void {
  for (const id of first === undefined ? fallbackFocusIds : [first, ...fallbackFocusIds]) {
    const fallback = document.getElementById(id)
    if (fallback === null) continue
    fallback.focus()
    return
  }
}
