/** Lets a key that is held down press a button only once, so that no order is repeated. */
export function ignoreRepeat(event: KeyboardEvent): void {
  const isPress = event.key === 'Enter' || event.key === ' '
  if (event.repeat && isPress && event.target instanceof HTMLButtonElement) event.preventDefault()
}
