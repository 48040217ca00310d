import { expect, it } from 'vitest'
import { emptyLibrary, type TargetSet } from '../../../../contract/model/client-storage/library.ts'
import { knownPlacements, sectionsOf } from '../../../../ui/features/composer/placement-catalog.ts'
import {
  deletePlacement,
  deleteSet,
  renameSet,
  savePlacement,
  saveSet,
  setsWith,
  toggleFavourite,
} from '../../../../ui/state/library-changes.ts'

const own = { id: 'own-1', name: 'Shop window', width: 1200, height: 1600 }
const set: TargetSet = {
  id: 'set-1',
  name: 'Launch kit',
  ratios: ['1:1'],
  placements: ['own-1', 'INSTA_STORY'],
  resolution: '1K',
  sizing: { by: 'area' },
  copies: 1,
}

it('takes a placement out of everything that names it', () => {
  const library = saveSet(toggleFavourite(savePlacement(emptyLibrary, own), 'own-1'), set)
  expect(setsWith(library, 'own-1').map(({ name }) => name)).toEqual(['Launch kit'])
  const without = deletePlacement(library, 'own-1')
  expect(without).toMatchObject({ placements: [], favourites: [] })
  expect(without.sets[0]?.placements).toEqual(['INSTA_STORY'])
})

it('changes what is there in its place, and adds what is not as the last', () => {
  const library = savePlacement(savePlacement(emptyLibrary, own), { ...own, id: 'own-2' })
  const changed = savePlacement(library, { ...own, name: 'Shop door' })
  expect(changed.placements.map(({ id, name }) => [id, name])).toEqual([
    ['own-1', 'Shop door'],
    ['own-2', 'Shop window'],
  ])
  const sets = saveSet(saveSet(emptyLibrary, set), { ...set, name: 'Kit' })
  expect(sets.sets.map(({ name }) => name)).toEqual(['Kit'])
  expect(deleteSet(sets, 'set-1').sets).toEqual([])
  // A name alone brings back no placement that was deleted meanwhile.
  const renamed = renameSet(deletePlacement(saveSet(library, set), 'own-1'), 'set-1', 'Kit')
  expect(renamed.sets).toEqual([{ ...set, name: 'Kit', placements: ['INSTA_STORY'] }])
})

it('lists every placement once: favourites first, then one’s own, then those that ship', () => {
  const known = [...knownPlacements([own]).values()]
  const sections = sectionsOf(known, toggleFavourite(emptyLibrary, 'INSTA_STORY').favourites)
  expect(sections[0]).toMatchObject({ group: 'favourites', placements: [{ id: 'INSTA_STORY' }] })
  expect(sections[1]).toMatchObject({ group: 'own', placements: [{ id: 'own-1' }] })
  const listed = sections.flatMap(({ placements }) => placements.map(({ id }) => id))
  expect(listed.length).toBe(known.length)
  expect(new Set(listed).size).toBe(known.length)
  const plain = sectionsOf(
    known,
    toggleFavourite(toggleFavourite(emptyLibrary, 'a'), 'a').favourites,
  )
  expect(plain[0]?.group).toBe('own')
})
