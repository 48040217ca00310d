import { expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import { inFigma, mark } from '../in-figma.ts'
import { addVariant } from '../sample-variant.ts'

test.each(['constructor', '__proto__', 'toString'])(
  'a note on text that only looks like one, %s, is no remark',
  async (note) => {
    const document = build.createDocument()
    const variant = addVariant(document, 'Story')
    mark(document, variant, 'text', note)
    const code = `say(plugin.remarksOnText(await figma.getNodeByIdAsync('${variant}')).map(String))`
    expect((await inFigma(document, ['variants/laid-layers'], code)).said).toEqual([[]])
  },
)

test('a note that a text is a picture is a remark while it is one', async () => {
  const document = build.createDocument()
  const variant = addVariant(document, 'Story')
  mark(document, variant, 'text', 'pictured')
  const laid = build.addRectangle(document, variant)
  const code = `
    const frame = await figma.getNodeByIdAsync('${variant}')
    const layer = await figma.getNodeByIdAsync('${laid}')
    const mark = { from: '${variant}', scale: 1, source: '', isEdited: false }
    plugin.markLaid(frame, layer, mark)
    say(plugin.remarksOnText(frame).map(String))
    layer.remove()
    say(plugin.remarksOnText(frame).map(String))`
  const { said } = await inFigma(document, ['variants/laid-layers'], code)
  expect(said).toEqual([['Its text in a missing font is a picture'], []])
})

test.each([0, -1, 1e9])(
  'a scale of %d, by which nothing was ever laid, does not stop a refresh',
  async (scale) => {
    const document = build.createDocument()
    const source = build.addFrame(document, document.currentPage, { name: 'Source' })
    const variant = addVariant(document, 'Story')
    const laid = [scale, 1].map((each) => ({
      scale: each,
      from: build.addFrame(document, source, { name: 'Badge' }),
      layer: build.addFrame(document, variant, { name: 'Badge' }),
    }))
    const code = `
      const frame = await figma.getNodeByIdAsync('${variant}')
      for (const { layer, ...mark } of ${JSON.stringify(laid)}) {
        const node = await figma.getNodeByIdAsync(layer)
        plugin.markLaid(frame, node, { ...mark, source: 'earlier', isEdited: false })
      }
      say(await plugin.refreshText(figma, ['${variant}']).catch(String))`
    const modules = ['variants/laid-layers', 'live-text/refresh-layers']
    const refreshed = { changed: 1, kept: ['Badge'] }
    expect((await inFigma(document, modules, code)).said).toMatchObject([refreshed])
  },
)
