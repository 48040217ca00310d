import type { HostDocument } from '../../host/document/document.ts'

/** What is seen on the page, bottom layer first: what stands in a section comes right after it. */
export function shownFrames(document: HostDocument): string[] {
  const isVisible = (id: string) => document.prop(id, 'visible')
  return document
    .node(document.currentPage)
    .children.filter(isVisible)
    .flatMap((id) => {
      const { type, children } = document.node(id)
      if (type !== 'SECTION' || document.prop(id, 'sectionContentsHidden')) return [id]
      return [id, ...children.filter(isVisible)]
    })
}
