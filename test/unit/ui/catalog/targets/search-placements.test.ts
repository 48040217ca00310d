import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { expect, test } from 'vitest'
import { placements } from '../../../../../ui/catalog/targets/placements.ts'
import {
  searchedSize,
  searchPlacements,
} from '../../../../../ui/catalog/targets/search-placements.ts'

const found = (query: string) =>
  searchPlacements(query, placements, gptImage2).map(({ name }) => name)

test('nothing asked for is everything', () => {
  expect(found('')).toHaveLength(placements.length)
  expect(found('  ')).toHaveLength(placements.length)
})

test('all words, in any order, or parts of them', () => {
  expect(found('instagram story')).toContain('Instagram story')
  expect(found('STORY insta')).toContain('Instagram story')
  expect(found('story leaderboard')).toEqual([])
  expect(found('leader').sort()).toEqual(['Google large leaderboard', 'Google leaderboard'])
})

test('by what people call it, and by its group', () => {
  expect(found('twitter')).toEqual(['X post', 'X header', 'X post, large'])
  expect(found('display ads')).toHaveLength(
    placements.filter(({ group }) => group === 'Display ads').length,
  )
  expect(found('app stores iphone').length).toBeGreaterThan(0)
  expect(found('iphone 6.9"')).toHaveLength(2)
})

test('by its pixels, however they are written', () => {
  const stories = found('1080x1920')
  expect(stories).toContain('Instagram story')
  expect(stories).toContain('Reel cover')
  expect(stories).not.toContain('Instagram portrait')
  expect(found('1080 × 1920')).toEqual(stories)
  expect(found('1080×1920')).toEqual(stories)
  expect(found('1,080 × 1,920 px')).toEqual(stories)
  expect(found('1080 x 1920')).toEqual(stories)
  expect(found('1080X1920 reels')).toEqual(['Instagram story', 'Reel cover', 'Reel (Meta 9:16)'])
  expect(found('1080 × 1920 px')).toEqual(stories)
  expect(found('1080px x 1920px')).toEqual(stories)
  expect(found('1350')).toContain('Instagram portrait')
  expect(found('1080x19')).toContain('Instagram story')
  expect(found('80x1920')).not.toContain('Instagram story')
})

test('by its own ratio, or by that of its picture', () => {
  expect(found('9:16')).toContain('Instagram story')
  expect(found('9:16')).toContain('Google vertical rectangle')
  expect(found('9:16')).not.toContain('Google narrow skyscraper')
  for (const written of ['9x16', '9 × 16', '9：16']) expect(found(written)).toEqual(found('9:16'))
  expect(searchedSize('16x9')).toBeNull()
  expect(found('4:1')).toContain('LinkedIn profile banner')
  expect(found('3:1')).toContain('LinkedIn profile banner')
  expect(found('1:1 google')).toEqual(['Google square'])
  expect(found('1:1')).not.toContain('LinkedIn ad 1:1.91 (bordered)')
})

test('a small square is a size, and nothing of no pixels is a ratio', () => {
  expect(searchedSize('16x16')).toEqual({ width: 16, height: 16 })
  expect(searchedSize('2 × 2')).toEqual({ width: 2, height: 2 })
  expect(searchedSize('1x1')).toBeNull()
  expect(found('1x1')).toEqual(found('1:1'))
  for (const query of ['16x16', '0x0', '0 × 9', '9x0']) expect(found(query)).toEqual([])
})

test('own placements are searched the same way, accents or not', () => {
  const own = [{ name: 'Café poster', width: 500, height: 700 }]
  expect(searchPlacements('cafe 500x700', own, gptImage2)).toEqual(own)
  expect(searchPlacements('undefined', own, gptImage2)).toEqual([])
})

test('a name with a size on paper in it is found by that, whatever its ratio', () => {
  const own = [{ name: 'Poster 18 × 24″, bleed', width: 5475, height: 7275 }]
  for (const query of ['18x24', 'poster 18 × 24']) {
    expect(searchPlacements(query, own, gptImage2)).toEqual(own)
  }
  expect(searchPlacements('8x24', own, gptImage2)).toEqual([])
})

test('a query that is a size, however it is written', () => {
  for (const query of [
    '1080x1350',
    ' 1080 × 1350 ',
    '1080 X 1350',
    '1080*1350',
    '1,080 × 1,350',
    '１０８０ｘ１３５０',
  ]) {
    expect(searchedSize(query)).toEqual({ width: 1080, height: 1350 })
  }
  expect(searchedSize('1080x1350px')).toEqual({ width: 1080, height: 1350 })
  expect(searchedSize('1x10000')).toEqual({ width: 1, height: 10_000 })
  for (const query of ['', '1080', '1080x', '0x10', '10001x5', '5x10001', '9:16', '10x10 story']) {
    expect(searchedSize(query)).toBeNull()
  }
})
