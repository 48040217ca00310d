/** Where the focus may go, the first that is there: the list of tasks, the prompt, the settings. */
const heirs = ['tasks', 'prompt', 'apiKey']

/**
 * Moves the focus away from what is about to disappear. Lost to the page, it would leave a person
 * at the window's beginning, and keys would act on the canvas.
 *
 * @param first the id of what comes before all, if it is there
 */
export function passFocusOn(first?: string): void {
  for (const id of first === undefined ? heirs : [first, ...heirs]) {
    const heir = document.getElementById(id)
    if (heir === null) continue
    heir.focus()
    return
  }
}
