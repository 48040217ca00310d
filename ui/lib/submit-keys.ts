/**
 * The keys that send a form from its text box, as the platform writes them.
 *
 * @param agent as `navigator.userAgent`
 */
export function submitKeys(agent: string): string {
  return agent.includes('Mac') ? '⌘↵' : 'Ctrl ↵'
}
