import { expect, test } from 'vitest'
import {
  confirmText,
  costsHint,
  dollars,
  lineText,
  monthCostText,
  priceText,
  pricesText,
  runCostText,
} from '../../../../ui/formats/money.ts'
import { namePatternHint } from '../../../../ui/features/settings/text.ts'

test('amounts have two places, and little is not nothing', () => {
  expect([0, 0.004, 0.005, 0.18, 3.6, 12].map(dollars)).toEqual([
    '$0.00',
    'less than $0.01',
    '$0.01',
    '$0.18',
    '$3.60',
    '$12.00',
  ])
})

test('what a run costs', () => {
  expect(priceText(6, 0.18)).toBe('6 pictures, about $0.18')
  const targets = ['Instagram story', 'Reel cover']
  expect(lineText({ targets, pictures: 2, price: 0.08 })).toBe(
    'Instagram story and Reel cover: 2 pictures, about $0.08',
  )
  expect(confirmText(3.6, 2)).toBe('This run costs about $3.60, more than the $2.00 you set.')
  expect(confirmText(0.03, 0)).toBe('This run costs about $0.03.')
  expect(runCostText(0.18)).toBe('$0.18 this run')
  expect(monthCostText(3.42)).toBe('$3.42 this month')
  expect(monthCostText(1_234.5)).toBe('$1,234.50 this month')
  expect(monthCostText(999.99)).toBe('$999.99 this month')
})

test('estimates say by which prices', () => {
  expect(pricesText('2026-11-01')).toBe(
    'Estimates by the prices of 1 November 2026. HiAPI’s bill decides.',
  )
  expect(costsHint(60, '2026-02-28')).toMatch(
    /^60 pictures this month, on this computer\. .* 28 February 2026\./,
  )
})

test('a name pattern is shown with its tokens and an example', () => {
  expect(namePatternHint('Poster · Instagram story')).toMatch(
    /\{source\}.*\{copy\}.*For example: Poster · Instagram story$/,
  )
})
