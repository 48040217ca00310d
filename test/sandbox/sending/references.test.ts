import { afterEach, beforeEach, expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import type { FurtherReference, Role } from '../../../contract/model/reference.ts'
import { addRectangle, solid } from '../../host/builders.ts'
import { addPoster } from '../support/frames.ts'
import { type Rig, createRig } from '../support/rig.ts'
import { frameOf } from '../support/wish.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

/** A further reference of a coloured rectangle. */
async function further(name: string, color: string, role: Role): Promise<FurtherReference> {
  const node = addRectangle(rig.document, rig.document.currentPage, {
    name,
    x: -900,
    y: -900,
    width: 2_000,
    height: 500,
    fills: [solid(color)],
  })
  return { name, role, reference: await rig.references.captureFurther(NodeId.parse(node)) }
}

function sentUrls(): string[][] {
  return rig.server.hiapi.requests
    .filter(({ op }) => op === 'create')
    .map(({ body }) => {
      const { input } = JSON.parse(Buffer.from(body).toString()) as {
        input: { input_urls: string[] }
      }
      return input.input_urls
    })
}

test('further references go out after the source’s own, in order, as the file keeps them', async () => {
  const poster = addPoster(rig.document, 'Poster')
  const references = [
    await further('Mood', '#aa3311', 'style'),
    await further('Logo', '#1133aa', 'brand'),
    await further('Bottle', '#11aa33', 'subject'),
  ]
  await rig.generate({ frames: [poster], ratios: ['1:1', '16:9'], references })
  const jobs = await rig.settled()
  expect(jobs.map(({ state }) => state.name)).toEqual(['done', 'done'])
  const recipe = rig.recipeOf(frameOf(jobs[0]))
  expect(recipe.details.references).toEqual(references)
  const all = [recipe.reference, ...references.map(({ reference }) => reference)]
  const uris = all.map(({ hash, type }) => {
    const bytes = Buffer.from(rig.document.images.bytes(hash) ?? [])
    return `data:${type};base64,${bytes.toString('base64')}`
  })
  expect(sentUrls()).toEqual([uris, uris])
  expect(new Set(uris).size).toBe(4)
  for (const { reference } of references) expect(reference.width).toBe(1024)
})

test('a request whose answer was lost is sent again byte for byte, with all its references', async () => {
  const poster = addPoster(rig.document, 'Poster')
  const references = [await further('Mood', '#aa3311', 'style')]
  rig.server.hiapi.faults.add({ on: 'create', fault: { kind: 'lost' }, times: 1 })
  await rig.generate({ frames: [poster], references })
  await rig.settled()
  const [first, second] = sentUrls()
  expect(second).toEqual(first)
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

test('a job whose further reference the file has lost fails, says so, and costs nothing', async () => {
  const poster = addPoster(rig.document, 'Poster')
  const references = [await further('Mood', '#aa3311', 'style')]
  for (const { reference } of references) rig.document.images.forget(reference.hash)
  await rig.generate({ frames: [poster], references })
  const [job] = await rig.settled()
  expect(job?.state).toMatchObject({ name: 'failed', failure: { kind: 'reference-gone' } })
  expect(rig.server.hiapi.tasks.size).toBe(0)
})

test('a run in a section stands in one, named by its prompt, a row for each source', async () => {
  const { document } = rig
  const poster = addPoster(document, 'Poster')
  const banner = addPoster(document, 'Banner', { y: 900, width: 900, height: 300 })
  rig.settings = { ...rig.settings, inSection: true }
  await rig.generate({
    frames: [poster, banner],
    ratios: ['1:1', '9:16'],
    prompt: 'A cup\non a table',
  })
  const jobs = await rig.settled()
  const sections = document
    .node(document.currentPage)
    .children.filter((id) => document.node(id).type === 'SECTION')
  expect(sections.map((id) => document.node(id).props.name)).toEqual(['A cup'])
  const frames = jobs.map((job) => document.node(frameOf(job)))
  expect(frames.map(({ parent }) => parent)).toEqual(Array(4).fill(sections[0]))
  const tops = frames.map(({ props }) => props.y ?? 0)
  expect(tops[1]).toBe(tops[0])
  expect(tops[3]).toBe(tops[2])
  expect(tops[2]).toBeGreaterThan(tops[0] ?? 0)
})
