import type { Stage } from '../../browser/support/stage.ts'

/** Room below each source: the variants of one stand in a row beside it. */
const rowHeight = 2_400

/** Fills the page with so many sources, copies of the sample's frames, and selects them. */
export async function selectCrowd(stage: Stage, count: number): Promise<void> {
  await stage.page.evaluate(
    ({ count, rowHeight }) => {
      const { playground } = globalThis as unknown as Window
      if (playground === undefined) throw new Error('This is not the playground')
      const { document, person } = playground
      const samples = [...document.node(document.currentPage).children]
      const copies = Array.from({ length: count }, (_, index) => {
        const copy = person.duplicate(samples[index % samples.length] ?? '')
        person.rename(copy, `Source ${String(index + 1)}`)
        person.move(copy, 0, index * rowHeight)
        return copy
      })
      for (const sample of samples) person.remove(sample)
      person.select(copies)
    },
    { count, rowHeight },
  )
}
