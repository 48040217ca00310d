import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { expect, test } from 'vitest'
import { bestFit } from '../../../../../ui/catalog/targets/fit.ts'
import { alternativesTo } from '../../../../../ui/catalog/targets/alternatives.ts'
import { formatOf } from '../../../../../ui/catalog/targets/export-format.ts'
import { placementOf, placements } from '../../../../../ui/catalog/targets/placements.ts'
import { groups } from '../../../../../ui/catalog/targets/placement.ts'

test('there are enough of them, each once, with a name of its own', () => {
  expect(placements.length).toBeGreaterThanOrEqual(70)
  expect(new Set(placements.map(({ id }) => id)).size).toBe(placements.length)
  expect(new Set(placements.map(({ name }) => name)).size).toBe(placements.length)
  for (const { id } of placements) expect(id).not.toMatch(/^own-/)
})

test('every group has some', () => {
  for (const group of groups) {
    expect(placements.filter((placement) => placement.group === group).length).toBeGreaterThan(0)
  }
})

test('sizes are whole pixels that Figma can take, and say where they are from, and when', () => {
  for (const { name, width, height, source, checkedOn } of placements) {
    expect(Number.isInteger(width) && Number.isInteger(height), name).toBe(true)
    expect(Math.min(width, height), name).toBeGreaterThanOrEqual(1)
    expect(Math.max(width, height), name).toBeLessThanOrEqual(10_000)
    expect(source, name).not.toBe('')
    expect(checkedOn, name).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  }
})

test('the 41 types of Buzz assets but for the custom one are there under their own names', () => {
  const buzz = placements.filter(({ buzzId }) => buzzId !== null)
  expect(buzz).toHaveLength(41)
  for (const { id, buzzId } of buzz) expect(id).toBe(buzzId)
  for (const { id, buzzId } of placements) {
    if (buzzId === null) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  }
})

test('safe zones leave something in the middle, and the first one is the one to follow', () => {
  for (const { name, width, height, safeZones } of placements) {
    for (const { insets } of safeZones) {
      expect(insets.left + insets.right, name).toBeLessThan(width)
      expect(insets.top + insets.bottom, name).toBeLessThan(height)
    }
  }
  expect(zones('INSTA_STORY')).toEqual([
    { top: 269, right: 65, bottom: 672, left: 65 },
    { top: 269, right: 0, bottom: 384, left: 0 },
  ])
  const reels = [{ top: 269, right: 65, bottom: 672, left: 65 }]
  expect(zones('INSTA_REEL_COVER')).toEqual(reels)
  expect(zones('reel-meta-9-16')).toEqual(reels)
  expect(zones('story-newer-size')[0]).toEqual({ top: 359, right: 87, bottom: 896, left: 87 })
  expect(zones('INSTA_POST_PORTRAIT')).toEqual([{ top: 64, right: 64, bottom: 64, left: 64 }])
  expect(zones('YOUTUBE_BANNER')).toEqual([{ top: 509, right: 509, bottom: 509, left: 509 }])
  expect(zones('youtube-banner-smallest')).toEqual([
    { top: 407, right: 407, bottom: 407, left: 407 },
  ])
  expect(zones('FACEBOOK_COVER_PHOTO')).toEqual([{ top: 0, right: 146, bottom: 0, left: 146 }])
  expect(zones('FACEBOOK_EVENT_COVER')).toEqual([{ top: 101, right: 192, bottom: 101, left: 192 }])
  expect(zones('TWITTER_BANNER')).toEqual([{ top: 60, right: 0, bottom: 60, left: 0 }])
  expect(placements.filter(({ safeZones }) => safeZones.length > 0)).toHaveLength(10)
})

function zones(id: string) {
  return placementOf(id)?.safeZones.map(({ insets }) => insets) ?? []
}

test('display ads that Google limits in weight are exported as JPG, all else as PNG', () => {
  for (const { id, name, width, height, group } of placements) {
    const target = { kind: 'placement', placement: id, name, size: { width, height } } as const
    expect(formatOf(target), name).toBe(group === 'Display ads' ? 'JPG' : 'PNG')
  }
  expect(formatOf({ kind: 'ratio', ratio: '1:1' })).toBe('PNG')
  const own = { kind: 'placement', placement: 'own-1', name: 'Mine' } as const
  expect(formatOf({ ...own, size: { width: 10, height: 10 } })).toBe('PNG')
})

test('a placement that loses much names taller ones that lose at most half of that', () => {
  const namesFor = (id: string) => {
    const placement = placementOf(id)
    return placement === null ? null : alternativesTo(placement, gptImage2).map(({ name }) => name)
  }
  expect(namesFor('GOOGLE_LEADERBOARD_AD')).toEqual([
    'Google large mobile banner',
    'Google billboard',
    'Google netboard',
  ])
  expect(namesFor('INSTA_STORY')).toEqual([])
  for (const placement of placements) {
    const { crop } = bestFit(gptImage2, placement)
    const others = alternativesTo(placement, gptImage2)
    for (const other of others) {
      expect(other.group).toBe(placement.group)
      expect(other.id).not.toBe(placement.id)
      expect(bestFit(gptImage2, other).crop).toBeLessThanOrEqual(crop / 2)
    }
    if (crop > 0.5) expect(others.length, placement.name).toBeGreaterThan(0)
  }
})

test('an id that no placement has (or no longer) is nobody’s', () => {
  expect(placementOf('CUSTOM')).toBeNull()
  expect(placementOf('toString')).toBeNull()
})
