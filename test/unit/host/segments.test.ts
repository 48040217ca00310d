import { expect, test } from 'vitest'
import { tryCode, withText } from './sample.ts'

const helpers = `${withText}
  /** Segments as their characters, each with a property's value. */
  const parts = (key, ...range) =>
    text.getStyledTextSegments([key], ...range).map((part) => [part.characters, part[key]])
  const isMixed = (key) => text[key] === figma.mixed
`

test('a range that was written is a segment of its own', async () => {
  const { said } = await tryCode(`${helpers}
    text.characters = 'hello world'
    text.setRangeFontName(0, 5, bold)
    say(text.getStyledTextSegments(['fontName']))
    say([isMixed('fontName'), isMixed('fontSize')])`)
  expect(said).toEqual([
    [
      { characters: 'hello', start: 0, end: 5, fontName: { family: 'Inter', style: 'Bold' } },
      { characters: ' world', start: 5, end: 11, fontName: { family: 'Inter', style: 'Regular' } },
    ],
    [true, false],
  ])
})

test('segments are as long as what is asked for stays the same', async () => {
  const { said } = await tryCode(`${helpers}
    text.characters = 'abcdef'
    text.setRangeFontSize(0, 2, 20)
    text.setRangeFontSize(2, 4, 20)
    text.setRangeFontName(1, 6, bold)
    say(parts('fontSize'))
    say(text.getStyledTextSegments(['fontSize', 'fontName']).map((part) => part.characters))
    say(parts('textCase'))`)
  expect(said).toEqual([
    [
      ['abcd', 20],
      ['ef', 12],
    ],
    ['a', 'bcd', 'ef'],
    [['abcdef', 'ORIGINAL']],
  ])
})

test('the later of two ranges counts where they overlap', async () => {
  const { said } = await tryCode(`${helpers}
    text.characters = 'abcdef'
    text.setRangeFontSize(0, 4, 20)
    text.setRangeFontSize(2, 6, 30)
    text.setRangeFontSize(3, 4, 40)
    say(parts('fontSize'))`)
  expect(said).toEqual([
    [
      ['ab', 20],
      ['c', 30],
      ['d', 40],
      ['ef', 30],
    ],
  ])
})

test('segments are cut at the ends of the range that is asked for, even inside of a character', async () => {
  const { said } = await tryCode(`${helpers}
    text.characters = '😁😭😅'
    text.setRangeFontSize(0, 4, 20)
    say(parts('fontSize', 1, 3))
    say(parts('fontSize', 3, 5))`)
  expect(said).toEqual([
    [['\uDE01\uD83D', 20]],
    [
      ['\uDE2D', 20],
      ['\uD83D', 12],
    ],
  ])
})

test('what a paragraph has is written on all paragraphs that the range touches', async () => {
  const { said } = await tryCode(`${helpers}
    text.characters = 'one\\ntwo\\nthree'
    text.setRangeParagraphSpacing(0, 1, 20)
    say(parts('paragraphSpacing'))
    text.setRangeIndentation(2, 4, 1)
    say(parts('indentation'))
    text.setRangeListOptions(5, 10, { type: 'ORDERED' })
    say(parts('listOptions'))
    text.characters = '\\ntwo'
    text.setRangeParagraphIndent(0, 1, 5)
    say(parts('paragraphIndent'))
    text.setRangeListSpacing(3, 4, 5)
    say(parts('listSpacing'))`)
  expect(said).toEqual([
    [
      ['one\n', 20],
      ['two\nthree', 0],
    ],
    [
      ['one\n', 1],
      ['two\nthree', 0],
    ],
    [
      ['one\n', { type: 'NONE' }],
      ['two\nthree', { type: 'ORDERED' }],
    ],
    [
      ['\n', 5],
      ['two', 0],
    ],
    [
      ['\n', 0],
      ['two', 5],
    ],
  ])
})

/** What can be written on a whole text: two values of each. */
const wholes: Record<string, [unknown, unknown]> = {
  fontSize: [20, 30],
  fontName: [
    { family: 'Inter', style: 'Bold' },
    { family: 'Inter', style: 'Regular' },
  ],
  lineHeight: [{ unit: 'PIXELS', value: 20 }, { unit: 'AUTO' }],
  letterSpacing: [
    { unit: 'PIXELS', value: 1 },
    { unit: 'PERCENT', value: 2 },
  ],
  fills: [[], [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]],
  textCase: ['UPPER', 'LOWER'],
  textDecoration: ['UNDERLINE', 'STRIKETHROUGH'],
  hyperlink: [{ type: 'URL', value: 'https://example.com' }, null],
  paragraphSpacing: [4, 8],
  paragraphIndent: [4, 8],
  listSpacing: [4, 8],
}

test.each(Object.entries(wholes))(
  '%s is mixed where it differs, and one value once the whole text has it',
  async (key, [some, all]) => {
    const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}`
    const { said } = await tryCode(`${helpers}
      text.characters = 'a\\nb'
      text.setRange${name}(0, 1, ${JSON.stringify(some)})
      text.setRangeIndentation(2, 3, 1)
      say([isMixed('${key}'), parts('${key}').length])
      text.${key} = ${JSON.stringify(all)}
      say([text.${key}, parts('${key}')])
      say(parts('indentation').length)`)
    expect(said).toEqual([[true, 2], [all, [['a\nb', all]]], 2])
  },
)

test('new characters all look as the first one did', async () => {
  const { said } = await tryCode(`${helpers}
    text.characters = 'abc'
    text.setRangeFontSize(0, 1, 20)
    text.setRangeFontName(1, 3, bold)
    text.characters = 'something else'
    say([text.fontSize, text.fontName.style, parts('fontSize')])`)
  expect(said).toEqual([[20, 'Regular', [['something else', 20]]]])
})

test('a range that is not in the text is refused', async () => {
  const ranges = [
    [0, 4],
    [-1, 2],
    [2, 2],
    [2, 1],
    [0.5, 2],
    ['"a"', 2],
  ]
  const acts = ranges.map(
    ([from, to]) => `say(attempt(() => text.setRangeFontSize(${from}, ${to}, 20)))
      say(attempt(() => text.getRangeFontSize(${from}, ${to})))
      say(attempt(() => text.getStyledTextSegments(['fontSize'], ${from}, ${to})))`,
  )
  const { said } = await tryCode(`${helpers}
    text.characters = 'abc'
    ${acts.join('\n')}
    say(text.fontSize)`)
  const refused = expect.stringContaining('Range outside of available characters') as string
  expect(said).toEqual([...ranges.flatMap(() => [refused, refused, refused]), 12])
})

test('an empty text has no segments, but a look', async () => {
  const { said } = await tryCode(`${helpers}
    text.fontSize = 20
    say([text.getStyledTextSegments(['fontSize']), text.fontSize])
    text.characters = 'abc'
    say(parts('fontSize'))`)
  expect(said).toEqual([[[], 20], [['abc', 20]]])
})

test('a copy has ranges of its own, and undo takes them back', async () => {
  const { said } = await tryCode(`${helpers}
    text.characters = 'abc'
    text.setRangeFontSize(0, 1, 20)
    figma.commitUndo()
    const copy = text.clone()
    copy.setRangeFontSize(1, 3, 30)
    say([copy, text].map((each) => each.getStyledTextSegments(['fontSize']).map((part) => part.fontSize)))
    text.setRangeFontSize(0, 3, 40)
    figma.triggerUndo()
    say(parts('fontSize'))`)
  expect(said).toEqual([
    [
      [20, 30],
      [20, 12],
    ],
    [
      ['a', 20],
      ['bc', 12],
    ],
  ])
})
