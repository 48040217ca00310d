/** What of the window, or of the sheet that covers it, is out of reach: runs in it. */
export function lookOver(body: HTMLElement) {
  const view = body.ownerDocument.documentElement
  const open = body.querySelector<HTMLElement>('dialog:modal') ?? body
  const nameOf = (element: Element) =>
    element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 60)
  // What lies over the rest, as a heading that stays does, may cover one place and not another.
  const places = ['nearest', 'center', 'start'] as const
  const isSeen = (drawn: HTMLElement, block: ScrollLogicalPosition): boolean => {
    drawn.scrollIntoView({ block, inline: 'nearest' })
    const { left, top, right, bottom } = drawn.getBoundingClientRect()
    const isIn = left >= 0 && right <= view.clientWidth && top >= 0 && bottom <= view.clientHeight
    const inFront = body.ownerDocument.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return isIn && drawn.contains(inFront)
  }
  const outside: string[] = []
  for (const element of open.querySelectorAll<HTMLElement>('button, input, textarea, select, a')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    // A control can be drawn by what labels it.
    const drawn = element.closest('label') ?? element
    if (!places.some((place) => isSeen(drawn, place))) outside.push(nameOf(drawn))
  }
  const cut: string[] = []
  for (const element of open.querySelectorAll<HTMLElement>('*')) {
    if (!element.checkVisibility() || element.childElementCount > 0) continue
    // What was typed into a field is longer than it at times; a field scrolls.
    if (element instanceof HTMLInputElement && element.value !== '') continue
    const { overflowX, textOverflow } = getComputedStyle(element)
    // An ellipsis says that there is more, and the whole is in the title or on the canvas.
    if (overflowX === 'visible' || textOverflow === 'ellipsis') continue
    if (element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1) {
      cut.push(nameOf(element))
    }
  }
  return { sideways: view.scrollWidth - view.clientWidth, outside, cut }
}
