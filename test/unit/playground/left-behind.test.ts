import { expect, test } from 'vitest'
import { decodeLibrary } from '../../../plugin/storage/library.ts'
import { placementOf } from '../../../ui/catalog/targets/placements.ts'
import { ClientStorage } from '../../host/storage.ts'
import { launchKit, leaveBehind, prompts } from '../../playground/sample/left-behind.ts'

test('the sample’s set and prompts are there as Restage itself reads them', () => {
  const storage = new ClientStorage()
  leaveBehind(storage, 'Sample')
  const { sets, history } = decodeLibrary(storage.get('library'))
  expect(sets).toEqual([launchKit])
  expect(history.map(({ text }) => text)).toEqual([prompts.variants, prompts.swap])
})

test('all seven placements of the sample’s set exist', () => {
  expect(launchKit.placements).toHaveLength(7)
  for (const id of launchKit.placements) expect(placementOf(id), id).not.toBe(null)
})
