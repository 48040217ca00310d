import { person } from '../../host/builders.ts'
import { variantsOf } from '../canvas.ts'
import type { Deed } from './events.ts'
import type { World } from '../world.ts'

/**
 * Does what a designer does to the file, where there is something to do it to.
 *
 * @param n which variant or source, counted round
 */
export function perform(deed: Deed, n: number, { document, sources, otherPage }: World): void {
  const does = person(document)
  const variants = variantsOf(document).map(({ node }) => node)
  const variant = variants[n % variants.length]
  const source = sources.filter((id) => document.has(id))[(n - 1) % sources.length]
  switch (deed) {
    case 'undo':
      does.undo()
      return
    case 'redo':
      does.redo()
      return
    case 'delete a variant':
      if (variant !== undefined) does.remove(variant)
      return
    case 'move a variant':
      if (variant !== undefined) does.move(variant, n * 500, 900)
      return
    case 'move a source':
      if (source !== undefined) does.move(source, n * 70, -200)
      return
    case 'delete a source':
      if (source !== undefined) does.remove(source)
      return
    case 'look at the other page': {
      const [first = otherPage] = document.pages
      const other = document.currentPage === first ? otherPage : first
      if (document.has(other)) does.setCurrentPage(other)
    }
  }
}
