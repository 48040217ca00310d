import { beforeEach, expect, test } from 'vitest'
import { replacementKey, recipeKey } from '../../../../contract/model/plugin-data/recipe.ts'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { inFigma, keep, kept } from '../in-figma.ts'
import { addVariant } from '../sample-variant.ts'
import type { VariantInfo } from '../../../../contract/model/variant.ts'

let document: HostDocument
let person: ReturnType<typeof build.person>
beforeEach(() => {
  document = build.createDocument()
  person = build.person(document)
})

const modules = ['variants/describe-variants', 'guides/draw-guides']

const read = async (ids: readonly string[]) => {
  const code = `say(await plugin.readRecipes(figma, ${JSON.stringify(ids)}))`
  return (await inFigma(document, modules, code)).said[0] as VariantInfo[]
}

const found = async (source: string | null) => {
  const code = `say(plugin.findVariantsOf(figma, ${JSON.stringify(source)}))`
  return (await inFigma(document, modules, code)).said[0]
}

const addSource = (name = 'Poster', width = 400) =>
  build.addFrame(document, document.currentPage, { name, width, height: 300, y: 3000 })

test('a variant tells how it was made, and lacks nothing', async () => {
  const source = addSource()
  const variant = addVariant(document, 'Story', { source, x: 30, y: 40 })
  expect(await read([variant])).toEqual([
    {
      node: variant,
      page: document.currentPage,
      name: 'Story',
      bounds: { x: 30, y: 40, width: 100, height: 100 },
      recipe: kept(document, variant, recipeKey),
      pending: null,
      isCopy: false,
      hasGuide: false,
      missing: { source: false, reference: false, further: 0, picture: false },
    },
  ])
})

test('copies say so, and what is to replace a picture is told', async () => {
  const variant = addVariant(document, 'Story')
  const pending = { ...(kept(document, variant, recipeKey) as object), job: 'job-2' }
  keep(document, variant, replacementKey, pending)
  const copy = person.duplicate(variant)
  expect(await read([copy, variant])).toMatchObject([
    { node: copy, isCopy: true },
    { node: variant, isCopy: false, pending: { job: 'job-2' } },
  ])
})

test('what is missing is told: pictures by their hash', async () => {
  const variant = addVariant(document, 'Story', { source: addSource() })
  const recipe = kept(document, variant, recipeKey) as VariantInfo['recipe']
  const missing = { hash: 'gone', type: 'image/png', width: 3, height: 3 }
  keep(document, variant, recipeKey, {
    ...recipe,
    reference: missing,
    details: {
      ...recipe.details,
      references: [recipe.reference, missing].map((reference) => ({ reference, role: 'style', name: 'Logo' })), // oxfmt-ignore
    },
    progress: { ...recipe.progress, picture: missing },
  })
  const [known] = await read([variant])
  expect(known?.missing).toEqual({ source: false, reference: true, further: 1, picture: true })
})

test.each([
  ['renamed', 'Flyer', 400, false],
  ['resized', 'Poster', 500, false],
  ['another frame that happens to have its id', 'Frame 1', 1080, true],
])('the source, %s', async (_, name, width, missing) => {
  const variant = addVariant(document, 'Story', { source: addSource(name, width) })
  expect((await read([variant]))[0]?.missing.source).toBe(missing)
})

test('a source that is gone, or is no frame, is missing', async () => {
  const text = build.addText(document, document.currentPage, { name: 'Poster' })
  const variants = ['7:7', text].map((source) => addVariant(document, 'Story', { source }))
  expect((await read(variants)).map(({ missing }) => missing.source)).toEqual([true, true])
})

test('guides are told of, on every page; what is no variant is left out', async () => {
  const [a, b] = [addVariant(document, 'A'), addVariant(document, 'B', { x: 300 })]
  person.setCurrentPage(build.addPage(document, 'Other'))
  const insets = { top: 1, right: 1, bottom: 1, left: 1 }
  const request = JSON.stringify({ guides: [{ node: b, name: 'Story', insets }] })
  await inFigma(document, modules, `await plugin.drawGuides(figma, ${request})`)
  const plain = build.addFrame(document, document.currentPage)
  const known = await read([a, plain, '7:7', b])
  expect(known.map(({ node, hasGuide }) => [node, hasGuide])).toEqual([[a, false], [b, true]]) // oxfmt-ignore
})

test('the variants of a page are found in reading order, copies among them', async () => {
  const c = addVariant(document, 'C', { x: 0, y: 400, source: '5:5' })
  const b = addVariant(document, 'B', { x: 300, y: 8, source: '5:5' })
  const a = addVariant(document, 'A', { x: 0, y: 20, source: '5:5' })
  const other = addVariant(document, 'Other', { x: 600, source: '6:6' })
  const copy = person.duplicate(c)
  person.move(copy, 200, 380)
  const broken = addVariant(document, 'Broken')
  keep(document, broken, recipeKey, { version: 9 })
  const away = build.addPage(document, 'Away')
  addVariant(document, 'Away', { parent: away, source: '5:5' })
  expect(await found('5:5')).toEqual([a, b, c, copy])
  expect(await found(null)).toEqual([a, b, other, c, copy])
  expect(await found('7:7')).toEqual([])
})
