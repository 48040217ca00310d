import { expect, test } from 'vitest'
import {
  type OrderPrompt,
  promptsOf,
  type PromptSource,
  type PromptTarget,
} from '../../../../../ui/catalog/prompts/compose-prompt.ts'

/** What the prompt of one picture is made of. */
interface PromptParts extends OrderPrompt, Pick<PromptTarget, 'addition'> {
  readonly source: PromptSource
  readonly target: Omit<PromptTarget, 'addition'>
}

const plain: PromptParts = {
  prompt: 'Make it shine',
  addition: '',
  keepWording: false,
  source: { name: 'Poster', texts: ['Summer sale', 'Up to 50 % off'] },
  target: { name: 'Instagram story', size: { width: 1080, height: 1920 } },
  roles: [],
}

const compose = (parts: Partial<PromptParts>) => {
  const { source, target, addition, ...order } = { ...plain, ...parts }
  return promptsOf(order).of(source)({ ...target, addition })
}

test('a prompt without more to it is sent as it was written', () => {
  expect(compose({})).toBe('Make it shine')
})

test('every token is filled in, wherever and however often it stands', () => {
  expect(compose({ prompt: '{name} as {target}, {width} × {height}; {name} says:\n{text}' })).toBe(
    'Poster as Instagram story, 1080 × 1920; Poster says:\nSummer sale\nUp to 50 % off',
  )
})

test('what nobody sees is not sent, wherever it comes from', () => {
  const whole = compose({
    prompt: '\ufeff{name}: {text} for {target}\u0000',
    addition: 'More\u200b air\ud83d',
    keepWording: true,
    source: { name: 'Half \ud83d', texts: ['Sale\u0007', '\u0001', 'Two\u2028lines\u202e'] },
    target: { name: 'Story\ude00', size: { width: 10, height: 10 } },
  })
  expect(whole.split('\n')).toEqual([
    'Half : Sale',
    '',
    'Two',
    'lines for Story',
    'More air',
    expect.stringMatching(/^Keep this wording/),
    '"Sale"',
    '"Two',
    'lines"',
  ])
})

test('braces around anything else stay as written', () => {
  const prompt = '{ name } {Name} {colour} {} {{target}} {constructor} {'
  expect(compose({ prompt })).toBe('{ name } {Name} {colour} {} {Instagram story} {constructor} {')
})

test('what is filled in is not filled again, and $ is just a character', () => {
  const source = { name: '{text} $& $1', texts: ['{width}'] }
  expect(compose({ prompt: '{name} | {text}', source })).toBe('{text} $& $1 | {width}')
})

test('a size that is no whole number is told in whole pixels', () => {
  const target = { name: '16:9', size: { width: 1599.6, height: 900.2 } }
  expect(compose({ prompt: '{width}×{height}', target })).toBe('1600×900')
})

test('the addition stands on a line of its own, with its tokens filled in', () => {
  expect(compose({ addition: ' Leave room at the top of {target}.\n' })).toBe(
    'Make it shine\nLeave room at the top of Instagram story.',
  )
})

test('words to keep are quoted exactly, once each, in reading order, and nothing else is allowed', () => {
  const texts = ['Summer sale', 'Shop now', ' ', 'Summer sale', 'Two\nlines']
  const lines = compose({ keepWording: true, source: { name: 'Poster', texts } }).split('\n')
  expect(lines[0]).toBe('Make it shine')
  expect(lines[1]).toMatch(/letter for letter.*nothing else/)
  expect(lines.slice(2)).toEqual(['"Summer sale"', '"Shop now"', '"Two', 'lines"'])
})

test('a text with quotation marks in it is put between others', () => {
  const texts = ['The "best" one', '“Very” "good"']
  expect(compose({ keepWording: true, source: { name: 'Poster', texts } })).toMatch(
    /“The "best" one”\n«“Very” "good"»$/,
  )
})

test('a token in a text that is kept stays what it says', () => {
  const source = { name: 'Form', texts: ['Dear {name}'] }
  expect(compose({ keepWording: true, source })).toContain('"Dear {name}"')
})

test('keeping the words of a source that has none adds nothing', () => {
  expect(compose({ keepWording: true, source: { name: 'Photo', texts: ['', '  '] } })).toBe(
    'Make it shine',
  )
})

test('one line says which image is what, counted after the source’s own', () => {
  const lines = compose({ roles: ['style', 'subject', 'brand'] }).split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toBe(
    'Image 2 shows the style to follow; image 3 shows the subject to depict; ' +
      'image 4 shows the brand to keep to. Image 1 is the design to work on.',
  )
})

test('the parts follow each other: prompt, addition, words, images; trimmed', () => {
  const whole = compose({
    prompt: '\n  Make it shine ',
    addition: 'More air',
    keepWording: true,
    source: { name: 'Poster', texts: ['Sale'] },
    roles: ['style'],
  })
  expect(whole).toMatch(/^Make it shine\nMore air\nKeep .*\n"Sale"\nImage 2 .*work on\.$/)
})
