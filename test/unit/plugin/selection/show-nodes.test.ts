import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { inFigma } from '../in-figma.ts'

let document: HostDocument
beforeEach(() => {
  document = build.createDocument()
})

const modules = ['selection/show-nodes']

interface View {
  readonly center: { readonly x: number; readonly y: number }
  readonly selected: number
  readonly page: string
}

/** Where the view is, before and after. */
async function revealed(ids: readonly string[]): Promise<readonly [View, View]> {
  const code = `
    const view = () => ({
      center: figma.viewport.center,
      selected: figma.currentPage.selection.length,
      page: figma.currentPage.id,
    })
    say(view())
    await plugin.reveal(figma, ${JSON.stringify(ids)})
    say(view())`
  const { said } = await inFigma(document, modules, code)
  return [said[0] as View, said[1] as View]
}

const frameAt = (x: number, parent = document.currentPage) =>
  build.addFrame(document, parent, { x, y: 0, width: 100, height: 100 })

test('frames out of sight are brought into view, and nothing is selected', async () => {
  const [before, after] = await revealed([frameAt(50_000), frameAt(50_200)])
  expect(after.center).toEqual({ x: 50_150, y: 50 })
  expect({ ...after, center: null }).toEqual({ ...before, center: null })
})

test('the view stays where one of them is seen', async () => {
  const [before, after] = await revealed([frameAt(0), frameAt(50_000)])
  expect(after).toEqual(before)
})

test('the view stays for frames of another page, or gone', async () => {
  const other = build.addPage(document, 'Other')
  const gone = frameAt(60_000)
  build.person(document).remove(gone)
  const [before, after] = await revealed([frameAt(50_000, other), gone, '99:99'])
  expect(after).toEqual(before)
})

test('an empty list moves nothing', async () => {
  const [before, after] = await revealed([])
  expect(after).toEqual(before)
})
