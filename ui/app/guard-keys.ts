/**
 * Lets a key that is held down press a button only once, so that no order is repeated. Keys that an input
 * method takes, to end what is being composed, send and close nothing. To be called before anything else.
 */
export function guardKeys(event: KeyboardEvent): void {
  if (event.isComposing) event.stopPropagation()
  const isPress = event.key === 'Enter' || event.key === ' '
  if (event.repeat && isPress && event.target instanceof HTMLButtonElement) event.preventDefault()
}
