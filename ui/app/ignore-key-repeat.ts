/** A key that is held down presses a button once: an order, and its price, is not repeated. */
export function ignoreRepeat(event: KeyboardEvent): void {
  const isPress = event.key === 'Enter' || event.key === ' '
  if (event.repeat && isPress && event.target instanceof HTMLButtonElement) event.preventDefault()
}
