import { afterEach, beforeEach, expect, test } from 'vitest'
import { JobId, type NodeId } from '../../../contract/model/ids.ts'
import { addRectangle, addSection } from '../../host/builders.ts'
import {
  created,
  createHalf,
  type Half,
  jobOf,
  partOf,
  placed,
  reserved,
  run,
} from '../support/half.ts'
import { holds, overlap } from '../../../plugin/canvas/rect.ts'

let half: Half
beforeEach(async () => {
  half = await createHalf()
})
afterEach(() => half.close())

const above = jobOf('a', [partOf('Story', 1080, 1920), partOf('Post', 1080, 1080)])
const below = jobOf('b', [partOf('Banner', 1200, 630)])
const rows = [above, below].map(({ parts }) => parts.map(({ size }) => size))
const section = (row: number) => ({ name: 'Posters · 2 sources', rows, row })

const sectionsOf = ({ document }: Half) =>
  document.descendants(document.rootId).filter((id) => document.node(id).type === 'SECTION')

async function frames(job: typeof above, row: number): Promise<NodeId[]> {
  const [made] = await reserved(half, [job], { section: section(row) })
  return made?.nodes ?? []
}

test('all rows of a run stand in one section, with nothing else in it', async () => {
  const { document } = half
  addRectangle(document, document.currentPage, { x: 900, y: 900, width: 100, height: 100 })
  const second = await frames(below, 1)
  const first = await frames(above, 0)
  const [one = '', ...others] = sectionsOf(half)
  expect(others).toEqual([])
  expect(document.prop(one, 'name')).toBe('Posters · 2 sources')
  const all = [...first, ...second]
  expect(all.map((node) => document.node(node).parent)).toEqual([one, one, one])
  const boxes = all.map((node) => half.boxOf(node))
  for (const [index, box] of boxes.entries()) {
    expect(holds(half.boxOf(one), box)).toBe(true)
    expect(boxes.slice(0, index).some((other) => overlap(other, box))).toBe(false)
  }
  const around = document
    .node(document.currentPage)
    .children.filter((id) => id !== one)
    .map((id) => half.boxOf(id))
  expect(around.some((box) => overlap(box, half.boxOf(one)))).toBe(false)
  expect(half.boxOf(first[0] ?? '').y).toBeLessThan(half.boxOf(second[0] ?? '').y)
})

test('it stands beside the section that the source is in', async () => {
  const { document } = half
  const outer = addSection(document, document.currentPage, {
    x: 0,
    y: 0,
    width: 3000,
    height: 1500,
  })
  half.person.reparent(outer, half.source)
  await frames(above, 0)
  const made = sectionsOf(half).find((id) => id !== outer) ?? ''
  expect(document.node(made).parent).toBe(document.currentPage)
  expect(half.boxOf(made).x).toBe(3080)
})

test('a row that no longer finds room in it stands beside its source', async () => {
  const { document } = half
  const first = await frames(above, 0)
  const [one = ''] = sectionsOf(half)
  half.person.resize(one, 2600, 2100)
  const [node = ''] = await frames(below, 1)
  expect(document.node(node).parent).toBe(document.currentPage)
  expect(overlap(half.boxOf(one), half.boxOf(node))).toBe(false)
  expect(first.every((frame) => document.node(frame).parent === one)).toBe(true)
})

test('rows that are taken up again stand in it too, below the others or where one is missing', async () => {
  const { document } = half
  const third = jobOf('c', [partOf('Square', 700, 700)])
  const all = [...rows, third.parts.map(({ size }) => size)]
  const [first] = await reserved(half, [above], {
    section: { name: 'Posters', rows: all, row: 0 },
  })
  const [last] = await reserved(half, [third], { section: { name: 'Posters', rows: all, row: 2 } })
  await half.reopen()
  const [missing] = await reserved(half, [below])
  const [one = '', ...others] = sectionsOf(half)
  expect(others).toEqual([])
  const nodes = [first, missing, last].flatMap((made) => made?.nodes ?? [])
  expect(nodes.map((node) => document.node(node).parent)).toEqual([one, one, one, one])
  expect(nodes.map((node) => document.prop(node, 'y'))).toEqual([80, 80, 2080, 2790])
})

test('without room in it, a row that is taken up again stands beside its source', async () => {
  const { document } = half
  await reserved(half, [above], { section: { name: 'Posters', rows: rows.slice(0, 1), row: 0 } })
  await half.reopen()
  const [made] = await reserved(half, [below])
  expect(document.node(made?.nodes[0] ?? '').parent).toBe(document.currentPage)
  expect(sectionsOf(half)).toHaveLength(1)
})

test('frames that were released leave no empty section, and can come again', async () => {
  const nodes = await frames(above, 0)
  await half.caller.call('cancelJob', { run, job: JobId.parse('a'), nodes })
  expect(sectionsOf(half)).toEqual([])
  const again = await frames(above, 0)
  const [one] = sectionsOf(half)
  expect(again.map((node) => half.document.node(node).parent)).toEqual([one, one])
})

test('frames that were released take their safe zones along, and so their section', async () => {
  const nodes = await frames(above, 0)
  const insets = { top: 10, right: 10, bottom: 10, left: 10 }
  await half.caller.call('drawGuides', {
    guides: nodes.map((node) => ({ node, name: 'Story', insets })),
  })
  await half.caller.call('cancelJob', { run, job: JobId.parse('a'), nodes })
  const { document } = half
  expect(document.node(document.currentPage).children).toEqual([half.source])
})

test('a frame whose picture makes it too large for the section leaves no empty one', async () => {
  const { document } = half
  const job = jobOf('a', [partOf('Auto', 500, 500)])
  const own = [job.parts.map(({ size }) => size)]
  const [made] = await reserved(half, [job], { section: { name: 'Poster', rows: own, row: 0 } })
  const nodes = made?.nodes ?? []
  expect(sectionsOf(half)).toHaveLength(1)
  await created(half, job, nodes)
  await placed(half, job, nodes, '#cc4422', undefined, { width: 900, height: 300 })
  expect(document.node(nodes[0] ?? '').parent).toBe(document.currentPage)
  expect(sectionsOf(half)).toEqual([])
})

test('it comes and goes with its first row by one undo step', async () => {
  await frames(above, 0)
  half.person.undo()
  expect(sectionsOf(half)).toEqual([])
})
