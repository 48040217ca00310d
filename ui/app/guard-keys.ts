/**
 * Lets a key that is held down press a button only once, so that no order is repeated. Keys that an input
 * method takes, to end what is being composed, send and close nothing. To be called before anything else.
 */
export function guardKeys(event: KeyboardEvent): void {
  // Safari has ended the composition by then; nothing but this code tells it
  // (https://developer.mozilla.org/en-US/docs/Web/API/Element/keydown_event).
  // oxlint-disable-next-line typescript/no-deprecated
  if (event.isComposing || event.keyCode === 229) event.stopPropagation()
  const isPress = event.key === 'Enter' || event.key === ' '
  if (event.repeat && isPress && event.target instanceof HTMLButtonElement) event.preventDefault()
}
