import type { HostDocument } from '../../host/document/document.ts'

/** Says where the selection is: a canvas can't be read by those who do not see it. */
export function showWhere(container: HTMLElement, document: HostDocument): void {
  const show = () => {
    const text = whereText(document)
    if (container.textContent !== text) container.textContent = text
  }
  document.subscribe(show)
  show()
}

/** "Shop page › Product › Product mockup" */
export function whereText(document: HostDocument): string {
  const selected = document.selection().filter((id) => document.has(id))
  const [only] = selected
  if (only === undefined) return 'Nothing selected'
  if (selected.length > 1) return `${String(selected.length)} layers selected`
  return document
    .lineage(only)
    .filter(({ type }) => type !== 'PAGE' && type !== 'DOCUMENT')
    .map(({ id }) => document.prop(id, 'name'))
    .reverse()
    .join(' › ')
}
