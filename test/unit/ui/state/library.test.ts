import { expect, it, vi } from 'vitest'
import { emptyLibrary, type Library } from '../../../../contract/model/client-storage/library.ts'
import { createLibraryStore } from '../../../../ui/state/library.ts'

const withFavourite = (id: string) => (library: Library) => ({
  ...library,
  favourites: [...library.favourites, id],
})

it('has a change at once, tells of it, and keeps it', async () => {
  const saved: Library[] = []
  const store = createLibraryStore(emptyLibrary, async (library) => saved.push(library))
  const listener = vi.fn()
  store.current.subscribe(listener)
  listener.mockClear()
  const isKept = store.change(withFavourite('INSTA_STORY'))
  expect(store.current.value.favourites).toEqual(['INSTA_STORY'])
  expect(listener).toHaveBeenCalledTimes(1)
  expect(await isKept).toBe(true)
  expect(saved).toEqual([store.current.value])
})

it('never keeps an older library over a newer one', async () => {
  const saved: string[][] = []
  const waiting: (() => void)[] = []
  const store = createLibraryStore(emptyLibrary, ({ favourites }) => {
    saved.push(favourites)
    return new Promise<void>((resolve) => waiting.push(resolve))
  })
  const all = ['a', 'b', 'c'].map((id) => store.change(withFavourite(id)))
  await vi.waitFor(() => {
    expect(waiting.length).toBe(1)
  })
  waiting[0]?.()
  expect(await Promise.all(all)).toEqual([true, true, true])
  expect(saved).toEqual([['a', 'b', 'c']])
})

it('says when Figma did not keep it, has it all the same, and keeps it with the next', async () => {
  vi.spyOn(console, 'warn').mockReturnValueOnce()
  const save = vi.fn<(library: Library) => Promise<void>>().mockRejectedValueOnce(new Error('full'))
  save.mockResolvedValue()
  const store = createLibraryStore(emptyLibrary, save)
  expect(await store.change(withFavourite('a'))).toBe(false)
  expect(store.current.value.favourites).toEqual(['a'])
  expect(await store.change(withFavourite('b'))).toBe(true)
  expect(save.mock.lastCall?.[0].favourites).toEqual(['a', 'b'])
})

it('keeps nothing when nothing changes', async () => {
  const save = vi.fn(() => Promise.resolve())
  const store = createLibraryStore(emptyLibrary, save)
  expect(await store.change((library) => library)).toBe(true)
  expect(save).not.toHaveBeenCalled()
})
