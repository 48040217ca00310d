import { beforeEach, expect, test, vi } from 'vitest'
import { recipeKey } from '../../../../contract/model/plugin-data/recipe.ts'
import type { ResponseOf } from '../../../../contract/protocol/procedures.ts'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { inFigma, kept } from '../in-figma.ts'
import { addVariant } from '../sample-variant.ts'

let document: HostDocument
let person: ReturnType<typeof build.person>
beforeEach(() => {
  document = build.createDocument()
  person = build.person(document)
})

const modules = ['jobs/remove-variants', 'guides/draw-guides', 'variants/describe-variants']

/** Removes them; the answer, and the jobs that were told of. */
async function remove(ids: readonly string[]) {
  const code = `
    const jobs = []
    const left = await plugin.removeVariants(figma, ${JSON.stringify(ids)}, ({ job }) => jobs.push(job))
    say({ left, jobs })`
  const { said } = await inFigma(document, modules, code)
  return said[0] as { left: ResponseOf<'removeVariants'>; jobs: string[] }
}

const onPage = () => document.node(document.currentPage).children
const none = { missing: [], touched: [], locked: [] }

test('variants go in one undo step, with the safe zones over them', async () => {
  const [one, two, other] = ['A', 'B', 'C'].map((name, index) =>
    addVariant(document, name, { x: index * 200 }),
  ) as [string, string, string]
  await inFigma(
    document,
    modules,
    `await plugin.drawGuides(figma, { guides: [{ node: ${JSON.stringify(one)}, name: 'Story',
      insets: { top: 10, right: 10, bottom: 10, left: 10 } }] }); say('')`,
  )
  expect(onPage()).toHaveLength(4)
  const steps = document.undoDepth
  expect(await remove([one, two])).toEqual({ left: none, jobs: [`job-${one}`, `job-${two}`] })
  expect(onPage()).toEqual([other])
  expect(document.undoDepth).toBe(steps + 1)
  person.undo()
  expect(onPage()).toHaveLength(4)
  expect(kept(document, one, recipeKey)).toMatchObject({ node: one })
})

test('twice as many, each under its safe zone, ask twice as much of Figma', async () => {
  /** Layers handed to the plugin for each variant. */
  const askedFor = async (count: number) => {
    document = build.createDocument()
    const ids = Array.from({ length: count }, (_, at) => addVariant(document, 'A', { x: at * 200 }))
    const insets = { top: 10, right: 10, bottom: 10, left: 10 }
    const guides = ids.map((node) => ({ node, name: 'Story', insets }))
    await inFigma(
      document,
      modules,
      `await plugin.drawGuides(figma, ${JSON.stringify({ guides })})`,
    )
    const asked = vi.spyOn(document, 'node')
    await remove(ids)
    expect(onPage()).toEqual([])
    return asked.mock.calls.length / count
  }
  const few = await askedFor(12)
  expect(await askedFor(24)).toBeLessThanOrEqual(few * 1.1)
})

test('what is a designer’s own stays, and is told', async () => {
  const locked = addVariant(document, 'Locked')
  const touched = addVariant(document, 'With a text')
  const original = addVariant(document, 'Original')
  const copy = person.duplicate(original)
  const plain = build.addFrame(document, document.currentPage, { name: 'Frame' })
  person.set(locked, { locked: true })
  document.person(() => document.create('TEXT', touched))
  const page = build.addFrame(document, document.currentPage, { name: 'Landing page' })
  const used = addVariant(document, 'In a page')
  document.person(() => document.insert(page, used, 0))
  const before = [...onPage()]
  expect(await remove([locked, touched, used, copy, plain, '99:99'])).toEqual({
    left: { missing: [copy, plain, '99:99'], touched: [touched, used], locked: [locked] },
    jobs: [],
  })
  expect(onPage()).toEqual(before)
})

test('the variants of one run are found', async () => {
  const source = build.addFrame(document, document.currentPage, { name: 'Poster', y: 3000 })
  const variant = addVariant(document, 'Story', { source })
  const find = async (run: string) =>
    (
      await inFigma(
        document,
        modules,
        `say(plugin.findVariantsOf(figma, ${JSON.stringify(source)}, ${JSON.stringify(run)}))`,
      )
    ).said[0]
  expect(await find('run-1')).toEqual([variant])
  expect(await find('run-2')).toEqual([])
})
