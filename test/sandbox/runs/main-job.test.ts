import { taskOf } from '../../../ui/engine/jobs/job.ts'
import { proportionOf } from '../../../contract/model/target.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AspectRatio } from '../../../contract/model/target.ts'
import { addPoster, fullSize } from '../support/frames.ts'
import { type Rig, createRig } from '../support/rig.ts'
import { frameOf } from '../support/wish.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

/** Boxes of the page's top-level nodes. */
function boxes(): { id: string; x: number; y: number; width: number; height: number }[] {
  const { document } = rig
  return document.node(document.currentPage).children.map((id) => {
    const { x = 0, y = 0, width = 0, height = 0 } = document.node(id).props
    return { id, x, y, width, height }
  })
}

const overlaps = (a: ReturnType<typeof boxes>[number], b: ReturnType<typeof boxes>[number]) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('two frames in three ratios become six variants, each with the picture of its own task', async () => {
  const poster = addPoster(rig.document, 'Poster', fullSize)
  const banner = addPoster(rig.document, 'Banner', { y: 900, width: 900, height: 300 })
  addPoster(rig.document, 'In the way', { x: 760, y: 100, width: 200, height: 200 })
  const ratios: AspectRatio[] = ['1:1', '16:9', '9:16']
  await rig.generate({ frames: [banner, poster], ratios })
  const jobs = await rig.settled()

  expect(jobs.map(({ state }) => state.name)).toEqual(Array(6).fill('done'))
  const order = jobs.map(({ plan }) => `${plan.source.name} · ${plan.ratio}`)
  expect(order).toEqual(['Poster', 'Banner'].flatMap((name) => ratios.map((r) => `${name} · ${r}`)))

  for (const job of jobs) {
    const { plan } = job
    const task = taskOf(job)
    const variant = frameOf(job)
    const node = rig.document.node(variant)
    const { width = 0, height = 0, name } = node.props
    const proportion = proportionOf(plan.ratio)
    expect(name).toBe(`${plan.source.name} · ${plan.ratio}`)
    expect(width * (proportion?.height ?? 0)).toBe(height * (proportion?.width ?? 0))
    const recipe = rig.recipeOf(variant)
    expect(recipe.progress).toMatchObject({ state: 'done', task })
    const hash = recipe.progress.state === 'done' ? recipe.progress.picture.hash : ''
    const placed = rig.document.images.bytes(hash)
    expect(Buffer.from(placed ?? []).equals(await rig.server.hiapi.pictureOf(task ?? ''))).toBe(
      true,
    )
    expect(node.props.exportSettings).toMatchObject([{ format: 'PNG' }])
    expect(Object.keys(node.relaunch)).toEqual(['show-recipe', 'regenerate', 'vary', 'use-recipe'])
  }

  const all = boxes()
  for (const [index, box] of all.entries()) {
    expect(Number.isInteger(box.x) && Number.isInteger(box.y)).toBe(true)
    for (const other of all.slice(index + 1)) expect(overlaps(box, other)).toBe(false)
  }

  const large = rig.run.exports.filter(({ width, height }) => Math.max(width, height) > 600)
  expect(large.map(({ node }) => node).sort()).toEqual([banner, poster].sort())
  const posts = rig.server.hiapi.requests.filter(({ op }) => op === 'create')
  expect(posts.map(({ status }) => status)).toEqual(Array(6).fill(200))
  expect(new Set(posts.map(({ headers }) => headers['idempotency-key'])).size).toBe(6)
})

test('the bytes that the API got are the bytes that the file keeps', async () => {
  const poster = addPoster(rig.document, 'Poster')
  await rig.generate({ frames: [poster] })
  const [job] = await rig.settled()
  const [post] = rig.server.hiapi.requests.filter(({ op }) => op === 'create')
  const body = JSON.parse(Buffer.from(post?.body ?? []).toString()) as {
    input: { input_urls: string[] }
  }
  const { reference } = rig.recipeOf(frameOf(job))
  const kept = Buffer.from(rig.document.images.bytes(reference.hash) ?? []).toString('base64')
  expect(body.input.input_urls).toEqual([`data:${reference.type};base64,${kept}`])
})

test('each placed picture is one undo step; undoing it brings the placeholder back', async () => {
  const poster = addPoster(rig.document, 'Poster')
  await rig.generate({ frames: [poster] })
  const [job] = await rig.settled()
  const node = frameOf(job)
  expect(rig.recipeOf(node).progress.state).toBe('done')
  rig.person.undo()
  expect(rig.recipeOf(node).progress.state).not.toBe('done')
  rig.person.undo()
  expect(rig.document.has(node)).toBe(false)
  expect(rig.document.has(poster)).toBe(true)
})

test('variants go to the page of their source, wherever the person has gone since', async () => {
  const poster = addPoster(rig.document, 'Poster')
  const page = rig.document.currentPage
  const { addPage } = await import('../../host/builders.ts')
  const otherFiles = addPage(rig.document, 'Elsewhere')
  await rig.generate({ frames: [poster], ratios: ['1:1', '2:3'] })
  rig.person.setCurrentPage(otherFiles)
  const jobs = await rig.settled()
  expect(jobs.every(({ state }) => state.name === 'done')).toBe(true)
  expect(jobs.map((job) => rig.document.pageOf(frameOf(job)))).toEqual([page, page])
  expect(rig.document.node(otherFiles).children).toEqual([])
})

test('a callback address goes along at the top level of the request', async () => {
  rig.settings = { ...rig.settings, callbackUrl: 'https://example.com/done' }
  await rig.generate({ frames: [addPoster(rig.document, 'Poster')] })
  await rig.settled()
  const [post] = rig.server.hiapi.requests.filter(({ op }) => op === 'create')
  const body = JSON.parse(Buffer.from(post?.body ?? []).toString()) as Record<string, unknown>
  expect(body['callback']).toEqual({ url: 'https://example.com/done', when: 'final' })
  expect(JSON.stringify(body['input'])).not.toContain('callback')
})
