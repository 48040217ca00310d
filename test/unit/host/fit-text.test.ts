import { expect, test } from 'vitest'
import { tryCode, withText } from './sample.ts'

/** Lines of ten pixels, which make heights plain to read. */
const helpers = `${withText}
  text.fontSize = 10
  text.lineHeight = { unit: 'PIXELS', value: 10 }
  const write = (characters) => { text.characters = characters; return [text.width, text.height] }
`

test('a text is as wide as its longest line and as high as all of them', async () => {
  const { said } = await tryCode(`${helpers}
    const [width, height] = write('a longer line')
    say(height)
    say([write('a longer line\\nshort'), write('short\\na longer line')]
      .map((size) => [size[0] === width, size[1]]))
    say(write('short')[0] < width)
    say([write('a\\n')[1], write('\\n\\na')[1], write('')])`)
  expect(said).toEqual([
    10,
    [
      [true, 20],
      [true, 20],
    ],
    true,
    [20, 30, [0, 10]],
  ])
})

test('a text of fixed width breaks between words and makes its own height', async () => {
  const { said } = await tryCode(`${helpers}
    const [word] = write('words')
    const [two] = write('words words')
    const fix = (width) => { text.resize(width, 1); text.textAutoResize = 'HEIGHT' }
    fix(two)
    say([text.width === two, text.height])
    fix(two - 1)
    say([text.width === two - 1, text.height])
    fix(word)
    say([write('words words words')[1], write('an also an')[1], write('words   ')[1], write('wordswords')[1], write('日本語日本語日')[1]])
    say(text.width === word)`)
  expect(said).toEqual([[true, 10], [true, 20], [30, 30, 10, 20, 20], true])
})

test('a text of fixed size keeps it', async () => {
  const { said } = await tryCode(`${helpers}
    text.textAutoResize = 'NONE'
    text.resize(30, 40)
    say(write('a much longer line\\nand another'))
    text.fontSize = 50
    say([text.width, text.height])
    text.textAutoResize = 'HEIGHT'
    say([text.width, text.height > 40])`)
  expect(said).toEqual([
    [30, 40],
    [30, 40],
    [30, true],
  ])
})

test('a line is as high as the highest in it', async () => {
  const { said } = await tryCode(`${helpers}
    write('abc\\ndef')
    text.setRangeLineHeight(1, 2, { unit: 'PIXELS', value: 40 })
    say(text.height)
    text.lineHeight = { unit: 'PERCENT', value: 200 }
    say(text.height)
    text.setRangeFontSize(5, 6, 30)
    say(text.height)
    text.lineHeight = { unit: 'AUTO' }
    text.fontSize = 100
    say(text.height)`)
  expect(said).toEqual([50, 40, 80, 242])
})

test('a last line that is empty looks as the line before it', async () => {
  const { said } = await tryCode(`${helpers}
    write('abc\\n')
    text.setRangeLineHeight(0, 4, { unit: 'PIXELS', value: 40 })
    say(text.height)`)
  expect(said).toEqual([80])
})

test('paragraphs stand apart, lines of a paragraph do not', async () => {
  const { said } = await tryCode(`${helpers}
    write('one two\\nthree\\nfour')
    text.paragraphSpacing = 5
    say(text.height)
    text.resize(20, 1)
    text.textAutoResize = 'HEIGHT'
    const apart = text.height
    text.paragraphSpacing = 0
    say(apart - text.height)
    text.setRangeParagraphSpacing(0, 1, 7)
    say(apart - text.height)`)
  expect(said).toEqual([40, 10, 3])
})

test('a size that is given ends the one that follows from the content', async () => {
  const { said } = await tryCode(`${helpers}
    const column = figma.createFrame()
    column.layoutMode = 'VERTICAL'
    column.resize(80, 90)
    say([column.layoutSizingHorizontal, column.layoutSizingVertical, column.height])
    text.resize(20, 70)
    say([text.textAutoResize, text.height])
    text.textAutoResize = 'HEIGHT'
    text.resize(20, 60)
    say([text.textAutoResize, text.height])`)
  expect(said).toEqual([
    ['FIXED', 'FIXED', 90],
    ['NONE', 70],
    ['NONE', 60],
  ])
})

test('a text with vertical trim lacks the space around its first and last line', async () => {
  const { said } = await tryCode(`${helpers}
    write('one\\ntwo')
    const full = text.height
    text.leadingTrim = 'CAP_HEIGHT'
    say(text.height < full && text.height > full / 2)`)
  expect(said).toEqual([true])
})

test('a text that is cut off is as high as the lines that are shown', async () => {
  const { said } = await tryCode(`${helpers}
    write('one\\ntwo\\nthree')
    text.paragraphSpacing = 5
    text.maxLines = 2
    say(text.height)
    text.textTruncation = 'ENDING'
    say(text.height)
    text.maxLines = 9
    say(text.height)
    text.maxLines = null
    say(text.height)`)
  expect(said).toEqual([40, 25, 40, 40])
})

test('size and spacing of each letter make the width', async () => {
  const { said } = await tryCode(`${helpers}
    const width = () => text.width
    write('aaaaaaaaa')
    const plain = width()
    text.letterSpacing = { unit: 'PIXELS', value: 3 }
    say(width() - plain)
    text.letterSpacing = { unit: 'PERCENT', value: 50 }
    say(width() - plain)
    text.letterSpacing = { unit: 'PERCENT', value: 0 }
    text.setRangeLetterSpacing(0, 5, { unit: 'PIXELS', value: 2 })
    say(width() - plain)
    text.letterSpacing = { unit: 'PERCENT', value: 0 }
    text.setRangeFontSize(0, 5, 30)
    say(width() / plain)`)
  expect(said).toEqual([27, 45, 10, expect.closeTo((5 * 3 + 4) / 9, 1)])
})

test('an auto layout follows its text, and gives it a width', async () => {
  const { said } = await tryCode(`${helpers}
    const column = figma.createFrame()
    column.layoutMode = 'VERTICAL'
    column.appendChild(text)
    const [width] = write('words words')
    say([column.width === width, column.height])
    text.textAutoResize = 'HEIGHT'
    column.layoutSizingHorizontal = 'FIXED'
    text.layoutSizingHorizontal = 'FILL'
    column.resize(width - 1, column.height)
    column.layoutSizingVertical = 'HUG'
    say([text.width === width - 1, text.height, column.height])`)
  expect(said).toEqual([
    [true, 10],
    [true, 20, 20],
  ])
})
