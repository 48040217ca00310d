import { expect, test } from 'vitest'
import * as build from '../../host/builders.ts'
import { tryCode, withText } from './sample.ts'

const roboto = { family: 'Roboto', style: 'Medium' }
const missing = { family: 'Gone', style: 'Regular' }
const red = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]

/** What can be written on a range, and what of it needs no loaded font. */
const written: Record<string, unknown> = {
  FontSize: 20,
  FontName: { family: 'Inter', style: 'Bold' },
  LineHeight: { unit: 'PERCENT', value: 150 },
  LetterSpacing: { unit: 'PIXELS', value: 2 },
  Fills: red,
  TextCase: 'UPPER',
  TextDecoration: 'UNDERLINE',
  Hyperlink: { type: 'URL', value: 'https://example.com' },
  ParagraphSpacing: 6,
  ParagraphIndent: 7,
  ListSpacing: 8,
  Indentation: 1,
  ListOptions: { type: 'UNORDERED' },
}

test.each(Object.entries(written))(
  '%s of a range is read as it was written',
  async (name, value) => {
    const { said } = await tryCode(`${withText}
    text.characters = 'a\\nb'
    text.setRange${name}(0, 1, ${JSON.stringify(value)})
    say(text.getRange${name}(0, 1))
    say(text.getRange${name}(0, 3) === figma.mixed)
    say(attempt(() => text.setRange${name}(0, 1, Infinity)))`)
    expect(said).toEqual([value, true, expect.stringContaining('failed validation')])
  },
)

test('a range is written where the fonts of its text are loaded', async () => {
  const document = build.createDocument()
  build.addText(document, document.currentPage, { characters: 'abc', fontName: roboto })
  const names = Object.keys(written).filter((name) => name !== 'FontName')
  const acts = names.map(
    (name) => `if (attempt(() => text.setRange${name}(0, 3, ${JSON.stringify(written[name])})))
      refused.push('${name}')`,
  )
  const { said } = await tryCode(
    `const [text] = figma.currentPage.children
    const refused = []
    ${acts.join('\n')}
    say(refused)
    say(attempt(() => text.setRangeFontSize(0, 3, 20)))
    await figma.loadFontAsync(${JSON.stringify(roboto)})
    text.setRangeFontSize(0, 3, 20)
    say(text.fontSize)`,
    { document },
  )
  expect(said).toEqual([
    expect.arrayContaining(['FontSize', 'LineHeight', 'LetterSpacing', 'Fills', 'TextCase']),
    expect.stringContaining('unloaded font "Roboto Medium"'),
    20,
  ])
  // plugin-api.d.ts says of these that they need no font
  for (const name of ['Hyperlink', 'ListOptions', 'ListSpacing', 'Indentation']) {
    expect(said[0]).not.toContain(name)
  }
})

test('another font needs only that font to be loaded', async () => {
  const document = build.createDocument()
  build.addText(document, document.currentPage, { characters: 'abc', fontName: roboto })
  const { said } = await tryCode(
    `const [text] = figma.currentPage.children
    const bold = { family: 'Inter', style: 'Bold' }
    say(attempt(() => text.setRangeFontName(0, 1, bold)))
    await figma.loadFontAsync(bold)
    text.setRangeFontName(0, 1, bold)
    say(text.getRangeAllFontNames(0, 3))
    say(attempt(() => text.setRangeFontSize(0, 1, 20)))
    text.fontName = bold
    text.setRangeFontSize(0, 1, 20)
    say(text.getRangeAllFontNames(0, 3))`,
    { document },
  )
  const bold = { family: 'Inter', style: 'Bold' }
  expect(said).toEqual([
    expect.stringContaining('unloaded font "Inter Bold"'),
    [bold, roboto],
    expect.stringContaining('unloaded font "Roboto Medium"'),
    [bold],
  ])
})

test('a segment tells what follows from its font, and refuses what it does not have', async () => {
  const { said } = await tryCode(`${withText}
    await figma.loadFontAsync({ family: 'Inter', style: 'Italic' })
    text.characters = 'abc'
    text.setRangeFontName(0, 1, bold)
    text.setRangeFontName(1, 2, { family: 'Inter', style: 'Italic' })
    say(text.getStyledTextSegments(['fontWeight', 'fontStyle'])
      .map((part) => [part.characters, part.fontWeight, part.fontStyle]))
    say(text.fontWeight === figma.mixed)
    say(text.getStyledTextSegments(['openTypeFeatures', 'textDecorationColor']))
    say(attempt(() => text.getStyledTextSegments(['width'])))
    say(attempt(() => text.getStyledTextSegments('fontSize')))`)
  expect(said).toEqual([
    [
      ['a', 700, 'REGULAR'],
      ['b', 400, 'ITALIC'],
      ['c', 400, 'REGULAR'],
    ],
    true,
    [{ characters: 'abc', start: 0, end: 3, openTypeFeatures: {}, textDecorationColor: null }],
    expect.stringContaining('"width" is no property'),
    expect.stringContaining('array of fields'),
  ])
})

test('text in a missing font says so, and is written once the font is replaced', async () => {
  const document = build.createDocument()
  build.addText(document, document.currentPage, { characters: 'abc', fontName: missing })
  const { said } = await tryCode(
    `${withText}
    const [gone] = figma.currentPage.children
    const tell = () => say([gone.hasMissingFont, text.hasMissingFont, figma.hasMissingFont])
    tell()
    say(await attemptAsync(() => figma.loadFontAsync(gone.fontName)))
    say(attempt(() => gone.characters = 'new'))
    gone.x = 50
    gone.fills = []
    gone.setRangeFontName(0, 1, bold)
    tell()
    say(attempt(() => gone.characters = 'new'))
    gone.setRangeFontName(1, 3, regular)
    tell()
    gone.characters = 'new'
    say([gone.characters, gone.fontName.style, gone.x])`,
    { document },
  )
  const refused = expect.stringContaining('unloaded font "Gone Regular"') as string
  expect(said).toEqual([
    [true, false, true],
    expect.stringContaining('"Gone Regular" could not be loaded'),
    refused,
    [true, false, true],
    refused,
    [false, false, false],
    ['new', 'Bold', 50],
  ])
})

const styled = `${withText}
  const style = figma.createTextStyle()
  style.name = 'Heading'
  style.fontName = bold
  style.fontSize = 30
  style.lineHeight = { unit: 'PIXELS', value: 36 }
  style.textCase = 'UPPER'
  const links = () =>
    text.getStyledTextSegments(['textStyleId', 'fontSize'])
      .map((part) => [part.characters, part.textStyleId === style.id, part.fontSize])
`

test('a text style gives a range its look, and links it', async () => {
  const { said } = await tryCode(`${styled}
    text.characters = 'abc'
    text.fills = ${JSON.stringify(red)}
    await text.setRangeTextStyleIdAsync(0, 2, style.id)
    say(links())
    say([text.getRangeFontName(0, 2).style, text.getRangeLineHeight(0, 2), text.getRangeTextCase(0, 2)])
    say([text.textStyleId === figma.mixed, text.getRangeTextStyleId(2, 3), text.fills.length])
    await text.setTextStyleIdAsync(style.id)
    say([text.textStyleId === style.id, text.fontSize, text.fontName.style])`)
  expect(said).toEqual([
    [
      ['ab', true, 30],
      ['c', false, 12],
    ],
    ['Bold', { unit: 'PIXELS', value: 36 }, 'UPPER'],
    [true, '', 1],
    [true, 30, 'Bold'],
  ])
})

test('a text has its style before it has any characters', async () => {
  const { said } = await tryCode(`${styled}
    await text.setTextStyleIdAsync(style.id)
    text.characters = 'abc'
    say(links())
    text.characters = ''
    await text.setTextStyleIdAsync('')
    text.characters = 'abc'
    say(links())`)
  expect(said).toEqual([[['abc', true, 30]], [['abc', false, 30]]])
})

test('a value of its own ends the link of a range, and colour does not', async () => {
  const { said } = await tryCode(`${styled}
    text.characters = 'abc'
    await text.setTextStyleIdAsync(style.id)
    text.setRangeFills(0, 1, ${JSON.stringify(red)})
    text.setRangeHyperlink(0, 1, { type: 'URL', value: 'https://example.com' })
    say(links())
    text.setRangeFontSize(0, 1, 31)
    say(links())
    text.textCase = 'LOWER'
    say(links())`)
  expect(said).toEqual([
    [['abc', true, 30]],
    [
      ['a', false, 31],
      ['bc', true, 30],
    ],
    [
      ['a', false, 31],
      ['bc', false, 30],
    ],
  ])
})

test('an empty id ends the link to a text style, and keeps the look', async () => {
  const { said } = await tryCode(`${styled}
    text.characters = 'abc'
    await text.setTextStyleIdAsync(style.id)
    await text.setRangeTextStyleIdAsync(1, 3, '')
    say(links())`)
  expect(said).toEqual([
    [
      ['a', true, 30],
      ['bc', false, 30],
    ],
  ])
})

test('a text style that is not there, or whose font is not loaded, is refused', async () => {
  const document = build.createDocument()
  const style = build.addTextStyle(document, { fontName: roboto })
  const { said } = await tryCode(
    `${withText}
    text.characters = 'abc'
    say(await attemptAsync(() => text.setTextStyleIdAsync('S:9,')))
    say(await attemptAsync(() => text.setTextStyleIdAsync(text.id)))
    say(await attemptAsync(() => text.setTextStyleIdAsync('${style}')))
    say(await attemptAsync(() => text.setRangeTextStyleIdAsync(0, 4, '${style}')))
    say(attempt(() => text.setRangeTextStyleId(0, 3, '${style}')))
    say([text.textStyleId, text.fontName.family])`,
    { document },
  )
  expect(said).toEqual([
    expect.stringContaining('not found'),
    expect.stringContaining('not found'),
    expect.stringContaining('unloaded font "Roboto Medium"'),
    expect.stringContaining('Range outside'),
    expect.stringContaining('setRangeTextStyleIdAsync'),
    ['', 'Inter'],
  ])
})

test('text styles are listed and found by their ids until they are removed', async () => {
  const { said } = await tryCode(`${styled}
    const names = async () => (await figma.getLocalTextStylesAsync()).map((each) => each.name)
    say([style.type, await names(), (await figma.getStyleByIdAsync(style.id)) === style])
    say([await figma.getNodeByIdAsync(style.id), await figma.getStyleByIdAsync(text.id)])
    say(attempt(() => style.fontName = ${JSON.stringify(roboto)}))
    style.remove()
    say([await names(), await figma.getStyleByIdAsync(style.id)])`)
  expect(said).toEqual([
    ['TEXT', ['Heading'], true],
    [null, null],
    expect.stringContaining('unloaded font "Roboto Medium"'),
    [[], null],
  ])
})

test('a fill style is linked to a range or to all, until fills are written', async () => {
  const { said } = await tryCode(`${withText}
    text.characters = 'abc'
    const links = () => say(text.getStyledTextSegments(['fillStyleId']).map((part) => part.fillStyleId))
    await text.setRangeFillStyleIdAsync(0, 1, 'S:some')
    links()
    await text.setFillStyleIdAsync('S:all')
    links()
    text.setRangeFills(2, 3, [])
    links()
    text.fills = []
    links()`)
  expect(said).toEqual([['S:some', ''], ['S:all'], ['S:all', ''], ['']])
})

test('a variable is bound until its field is written, on that range alone', async () => {
  const document = build.createDocument()
  const size = { type: 'VARIABLE_ALIAS', id: 'VariableID:1' } as const
  const family = { type: 'VARIABLE_ALIAS', id: 'VariableID:2' } as const
  build.addText(document, document.currentPage, {
    characters: 'abc',
    textVariables: { fontSize: size, fontFamily: family },
  })
  const { said } = await tryCode(
    `await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
    const [text] = figma.currentPage.children
    say(text.boundVariables)
    text.setRangeFontSize(0, 1, 20)
    say(text.getStyledTextSegments(['boundVariables']).map((part) => part.boundVariables))
    text.fontSize = 20
    say(text.boundVariables)`,
    { document },
  )
  expect(said).toEqual([
    { fontSize: [size], fontFamily: [family] },
    [{ fontFamily: family }, { fontSize: size, fontFamily: family }],
    { fontFamily: [family] },
  ])
})
