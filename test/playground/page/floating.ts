/** Lets a panel be dragged by its title; it stays within what it lies in. */
export function float(panel: HTMLElement, title: HTMLElement): void {
  let grip: { x: number; y: number } | null = null

  title.addEventListener('pointerdown', (event) => {
    const isOnButton = event.target instanceof Element && event.target.closest('button') !== null
    if (event.button !== 0 || isOnButton) return
    const { left, top } = panel.getBoundingClientRect()
    grip = { x: event.clientX - left, y: event.clientY - top }
    title.setPointerCapture(event.pointerId)
  })
  title.addEventListener('pointermove', (event) => {
    const bounds = panel.offsetParent?.getBoundingClientRect()
    if (grip === null || bounds === undefined) return
    const within = (value: number, room: number) => Math.max(0, Math.min(value, room))
    const right = bounds.right - (event.clientX - grip.x) - panel.offsetWidth
    const top = event.clientY - grip.y - bounds.top
    // held by its right side, it stays at the edge when the page becomes narrower
    panel.style.right = `${within(right, bounds.width - panel.offsetWidth)}px`
    panel.style.top = `${within(top, bounds.height - title.offsetHeight)}px`
  })
  const drop = () => (grip = null)
  title.addEventListener('pointerup', drop)
  title.addEventListener('pointercancel', drop)
}
