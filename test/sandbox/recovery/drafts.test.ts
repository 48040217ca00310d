import { afterEach, beforeEach, expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import type { SavedDraft } from '../../../contract/model/client-storage/saved-draft.ts'
import { createHalf, type Half, jobOf, partOf, reserved } from '../support/half.ts'

let half: Half
beforeEach(async () => {
  half = await createHalf()
})
afterEach(() => {
  half.close()
})

const draftOf = (prompt: string): SavedDraft => ({
  prompt,
  swapPrompt: 'Chrome',
  ratios: ['16:9', 'auto'],
  placements: ['INSTA_STORY'],
  resolution: '2K',
  sizing: { by: 'edge', pixels: 800 },
  copies: 2,
})
const kept = async () => (await half.caller.call('open', {})).draft
const save = (prompt: string) => half.caller.call('saveDraft', { draft: draftOf(prompt) })

test('what is set up in a file is there at the next opening, before and after its first run', async () => {
  expect(await kept()).toBeNull()
  const before = half.document.undoDepth
  await save('A print')
  // To remember it writes nothing into the document.
  expect(half.document.undoDepth).toBe(before)
  await half.reopen()
  expect(await kept()).toEqual(draftOf('A print'))

  await reserved(half, [jobOf('a', [partOf('Instagram story', 90, 160)])])
  await half.reopen()
  expect(await kept()).toEqual(draftOf('A print'))
  await save('A postcard')
  half.person.rename(half.document.rootId, 'Renamed')
  await half.reopen()
  expect(await kept()).toEqual(draftOf('A postcard'))
})

test('another file has none of it, and loses nothing of its own', async () => {
  await save('A print')
  half.person.rename(half.document.rootId, 'Another file')
  await half.reopen()
  expect(await kept()).toBeNull()
  await save('A postcard')
  half.person.rename(half.document.rootId, 'A third')
  await half.reopen()
  expect(await kept()).toBeNull()
  half.person.rename(half.document.rootId, 'Another file')
  await half.reopen()
  expect(await kept()).toEqual(draftOf('A postcard'))
})

test('a duplicate begins with what its original had, and the original keeps it', async () => {
  await reserved(half, [jobOf('a', [partOf('Instagram story', 90, 160)])])
  await save('A print')
  const original = half.document.prop(half.document.rootId, 'name')
  half.person.rename(half.document.rootId, `${original} (Copy)`)
  await half.reopen()
  expect(await kept()).toEqual(draftOf('A print'))
  await save('A postcard')
  await half.reopen()
  expect(await kept()).toEqual(draftOf('A postcard'))
  half.person.rename(half.document.rootId, original)
  await half.reopen()
  expect(await kept()).toEqual(draftOf('A print'))
})

test('the window opens where the drafts can’t be read', async () => {
  half.storage.set('drafts', [{ file: 7 }, 'nonsense'])
  expect(await kept()).toBeNull()
  await save('A print')
  expect(await kept()).toEqual(draftOf('A print'))
})

test('frames are brought into view without touching the selection', async () => {
  half.person.select([half.source])
  half.document.setViewport({ center: { x: 90_000, y: 0 }, zoom: 1 })
  const nodes = [NodeId.parse(half.source)]
  await half.caller.call('reveal', { nodes })
  const { center } = half.document.viewport()
  expect(Math.abs(center.x)).toBeLessThan(5_000)
  expect(half.document.selection()).toEqual([half.source])
  const moved = { center: { x: center.x + 1, y: center.y }, zoom: 1 }
  half.document.setViewport(moved)
  await half.caller.call('reveal', { nodes })
  expect(half.document.viewport()).toEqual(moved)
})
