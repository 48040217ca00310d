/**
 * The keys that send a form from its text box, as the platform writes them.
 *
 * @param agent as `navigator.userAgent`
 */
export function submitKeys(agent: string): string {
  return agent.includes('Mac') ? '⌘↵' : 'Ctrl ↵'
}

/** For `onKeyDown` of a text box: Ctrl or ⌘ and Enter submit, once for each press; Escape leaves the box. */
export function onSubmitKeys(event: KeyboardEvent, submit: (event: KeyboardEvent) => void): void {
  if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
  if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
  event.preventDefault()
  // A key held down would order, and charge for, the same pictures again and again.
  if (!event.repeat) submit(event)
}
