import { expect, test } from 'vitest'
import { placements } from '../../../ui/catalog/targets/placements.ts'
import { fitTable } from '../../fit/table.ts'

const lines = fitTable().split('\n')
const lineOf = (name: string) => lines.find((line) => line.startsWith(name))?.split(/\s{2,}/)

test('one line for each placement, with its figures', () => {
  expect(lines.indexOf('')).toBe(placements.length + 2)
  expect(lineOf('Instagram story')).toEqual([
    'Instagram story',
    'INSTA_STORY',
    '1080×1920',
    '9:16',
    '0',
    '1.15',
    '0.94',
    '0.50',
    '9:16@2K',
  ])
  expect(lineOf('Google leaderboard')).toContain('62.9 ✂')
  expect(lineOf('LinkedIn profile banner')).toContain('25.0 ⚠')
  expect(lineOf('Facebook ad portrait')?.at(-1)).toBe('3:4@2K, crop 6.3 %, upscale 0.94')
})
