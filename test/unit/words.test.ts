import { describe, expect, it, test } from 'vitest'
import { isGlued, isShown, type Literal, literalsOf } from './words/literals.ts'
import { banned, toModel } from './words/banned.ts'
import { codeFiles, tableFiles } from './words/source-files.ts'
import { covered, isCovered, saidBy } from './words/tables.ts'

/** Shown, and outside of the tables for a reason. */
const allowed: readonly (readonly [file: string, text: string, reason: string])[] = [
  ['ui/services/hiapi/transport.ts', 'Bearer …', 'a header of a request'],
  ['ui/services/hiapi/test-connection.ts', 'Bearer …', 'a header of a request'],
  ['ui/lib/submit-keys.ts', 'Mac', 'a part of what a browser calls itself'],
  [
    'ui/features/order-bar/order-bar.tsx',
    'Control+Enter Meta+Enter',
    'names of keys, for assistive technology',
  ],
  ['plugin/main.ts', 'Restage', 'the name of the product'],
  // The plugin half has no table: these name what it draws.
  ['plugin/guides/draw-guides.ts', 'Safe zone · … (guide, not exported)', 'the name of a layer'],
  ['plugin/guides/draw-safe-zone.ts', 'Margin', 'the name of a layer'],
  ['plugin/guides/draw-safe-zone.ts', 'Safe', 'the name of a layer'],
  ['plugin/jobs/cancel.ts', 'Stopped before it was sent.', 'the description of a layer'],
  ['plugin/variants/layer-name.ts', '… of …', 'the description of a layer'],
  ['plugin/variants/layer-name.ts', 'Waiting for its picture: …', 'the description of a layer'],
  ['plugin/variants/layer-name.ts', 'Failed: …', 'the description of a layer'],
  [
    'plugin/variants/laid-layers.ts',
    'Its text in a missing font is a picture',
    'the description of a layer',
  ],
  [
    'plugin/variants/laid-layers.ts',
    'Some of its text is missing, because the source lost it or it can’t be copied',
    'the description of a layer',
  ],
  [
    'plugin/variants/laid-layers.ts',
    'Some text is smaller than planned: …',
    'the description of a layer',
  ],
]

/** How long a sentence may be, and all that is said of one error. */
const longest = { sentence: 120, error: 200 }

const place = ({ file, line, text }: Literal) => `${file}:${String(line)} ${text}`

test('no text that the window shows stands outside of the tables', () => {
  const shown = codeFiles.flatMap(literalsOf).filter(isShown)
  const isAllowed = ({ file, text }: Literal) =>
    allowed.some(([where, what]) => where === file && what === text)
  expect(shown.filter((literal) => !isAllowed(literal)).map(place)).toEqual([])
  // Nothing is allowed that is not there.
  const idle = allowed.filter(([file, what]) =>
    shown.every((each) => each.file !== file || each.text !== what),
  )
  expect(idle).toEqual([])
})

test('every table is covered, and no other', () => {
  expect(tableFiles.filter((file) => !isCovered(file))).toEqual([])
  expect(Object.keys(covered).filter((file) => !tableFiles.includes(file))).toEqual([])
  expect(toModel.filter((file) => !tableFiles.includes(file))).toEqual([])
})

describe.each(tableFiles)('%s', (file) => {
  it('says nothing in words that were given up', () => {
    const found = literalsOf(file).flatMap((literal) =>
      banned
        .filter(({ pattern }) => pattern.test(literal.text))
        .filter(({ except = [] }) => !except.includes(file) && !except.includes(literal.text))
        .map(({ pattern, instead }) => `${place(literal)} (${String(pattern)}: ${instead})`),
    )
    expect(found).toEqual([])
  })

  if (toModel.includes(file)) return

  it('glues no sentence from pieces', () => {
    expect(literalsOf(file).filter(isGlued).map(place)).toEqual([])
  })

  it('says it shortly', () => {
    const long = saidBy(file).filter(({ text, isError }) =>
      sentencesOf(text).some(({ length }) => length > (isError ? longest.error : longest.sentence)),
    )
    expect(long.map(({ from, text }) => `${from}: ${text}`)).toEqual([])
  })
})

test('an error is short as a whole, whatever it is, costs and asks for', () => {
  const whole = /text\.ts (failureText|stoppedText|callProblems|connectionTexts|settingProblems)$/
  const said = Object.keys(covered).flatMap(saidBy)
  const errors = said.filter(({ from }) => whole.test(from))
  expect(errors.length).toBeGreaterThan(500)
  const long = errors.filter(({ text }) => text.length > longest.error)
  expect(long.map(({ text }) => `${String(text.length)} ${text}`)).toEqual([])
})

/** Facts in a row are as many: "7 of 12 · 1 failed". */
function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.?!]”?) (?=[“\p{Lu}\d])| · /u)
}
