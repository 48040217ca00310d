import { expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import { surroundingsOf, variantsOf } from '../../endure/canvas.ts'
import { live as openedFor } from '../../endure/live.ts'
import { addLivePoster as addSmallPoster } from '../../endure/live-text.ts'
import { built, createWorld } from '../../endure/world.ts'
import { createDocument, person } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { createHalf, reserved } from '../support/half.ts'
import { addLivePoster, block, liveJob, type LivePoster } from '../support/live-stage.ts'

const markedIn = (document: HostDocument) =>
  document
    .descendants(document.rootId)
    .filter((id) => `${built.manifest.id}/temp` in document.node(id).pluginData)

/** Asks for the poster without a text in it. */
const withoutText = ({ poster, title }: LivePoster) => ({
  source: NodeId.parse(poster),
  without: [NodeId.parse(title)],
})

/** A file in which the plugin was closed in the middle of an export, and the storage of its designer. */
async function leftBehind() {
  const document = createDocument()
  const live = addLivePoster(document)
  const half = await createHalf(document, undefined, (step) => {
    if (step === 'export') half.kill()
  })
  void half.caller.call('capture', withoutText(live)).catch(() => undefined)
  await expect.poll(() => markedIn(document).length).toBe(1)
  const [copy = ''] = markedIn(document)
  return { document, live, copy, storage: half.storage }
}

/** A file with a marked copy, as an undo may bring one back while the plugin is open. */
async function broughtBack() {
  const document = createDocument()
  const live = addLivePoster(document)
  const half = await createHalf(document)
  const back = document.copy(live.poster, document.currentPage)
  document.setData(back, { pluginData: { [`${built.manifest.id}/temp`]: '1' } })
  return { document, live, back, half }
}

test('a run with live text leaves its source as it was, and so does one undo', async () => {
  const world = createWorld()
  const { document } = world
  const { poster, live } = addSmallPoster(document)
  const now = () => surroundingsOf(document, [poster, ...document.descendants(poster)])
  const before = now()
  await openedFor(world, async (life) => {
    await life.generate([poster], ['1:1', '4:5'], { live: () => live })
    await life.atRest()
  })
  expect(variantsOf(document)).toHaveLength(2)
  expect(now()).toEqual(before)
  person(document).undo()
  expect(now()).toEqual(before)
  expect(markedIn(document)).toEqual([])
})

test('a copy that a closed plugin left is removed as soon as it is opened again', async () => {
  const { document, copy, storage } = await leftBehind()
  const half = await createHalf(document, storage)
  expect(document.has(copy)).toBe(false)
  half.close()
})

test('a copy that is there again is removed when it is selected, and is never a source', async () => {
  const { document, live, back, half } = await broughtBack()
  half.person.select([live.poster, back])
  const { sources } = await half.caller.call('open', {})
  expect(sources.map(({ id }) => id)).toEqual([live.poster])
  await expect.poll(() => document.has(back)).toBe(false)
  half.close()
})

test('a copy that is there again is removed before frames are made', async () => {
  const { document, live, back, half } = await broughtBack()
  await reserved(half, [liveJob('a', [block(live.title)])])
  expect(document.has(back)).toBe(false)
  half.close()
})

test('a copy that is being exported is not among the sources, even where it is selected', async () => {
  const document = createDocument()
  const live = addLivePoster(document)
  let ids: readonly string[] = []
  let copies = 0
  const half = await createHalf(document, undefined, (step) => {
    if (step !== 'export' || copies > 0) return
    copies = markedIn(document).length
    half.person.select([live.poster, ...markedIn(document)])
  })
  half.caller.on('selection', ({ sources }) => {
    ids = sources.map(({ id }) => id)
  })
  await half.caller.call('capture', withoutText(live))
  await expect.poll(() => ids).toEqual([live.poster])
  expect(copies).toBe(1)
  expect(markedIn(document)).toEqual([])
  half.close()
})
