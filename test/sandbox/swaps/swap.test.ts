import { pictureSize } from '../../../contract/hiapi/models/model.ts'
import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { centre, type FocalPoint, type Rect } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import { drawChart } from '../../hiapi/pictures/chart.ts'
import { readChart } from '../../hiapi/pictures/read-chart.ts'
import { invert } from '../../host/document/geometry.ts'
import { absoluteTransform, box } from '../../host/document/measure.ts'
import type { NodeRecord, Transform } from '../../host/document/types.ts'
import { createRig, type Rig } from '../support/rig.ts'
import { cases } from '../support/swap-cases.ts'
import {
  described,
  type Difference,
  difference,
  ownShot,
  pageShot,
  renderOf,
  rendersFor,
  same,
  type Shot,
  swap,
  treeOf,
  withoutData,
} from '../support/swap-stage.ts'
import { swapOrderFor } from '../support/swap-wish.ts'
import { end } from '../support/swaps.ts'
import { cropWindow } from '../../../contract/geometry/cover.ts'
import { layerFit } from '../../../ui/catalog/targets/fit.ts'

/** The room that each case has on the page. */
const room = { width: 640, height: 440 }
const perRow = 5
const focalPoints: readonly FocalPoint[] = [centre, { x: 0.2, y: 0.8 }, { x: 0.9, y: 0.1 }]
/** How much the chart is enlarged, to be read. */
const enlarged = 3

interface Standing {
  readonly layer: string
  readonly render: NodeId
  readonly area: Rect
  readonly into: Transform
  readonly size: { readonly width: number; readonly height: number }
  readonly focalPoint: FocalPoint
}

let rig: Rig
let treeBefore: NodeRecord[]
let treeSwapped: NodeRecord[]
let requests: number
const shots: Record<'before' | 'swapped' | 'flipped' | 'back' | 'restored', Shot[]> = {
  before: [],
  swapped: [],
  flipped: [],
  back: [],
  restored: [],
}
const standings: Standing[] = []
const seen: (Difference & { readonly edge: number })[] = []
const crops: number[] = []

/** All cases on one page, swapped in one run, looked at, flipped there and back, and restored. */
beforeAll(async () => {
  rig = await createRig({ paint: drawChart, pictureScale: 0.4, keepBodies: false })
  const { document, caller } = rig
  const areas = cases.map((_, index) => ({
    x: (index % perRow) * 800,
    y: Math.floor(index / perRow) * 600,
    ...room,
  }))
  const layers = cases.map(({ make }, index) => {
    const { x = 0, y = 0 } = areas[index] ?? {}
    return make(document, { x: x + 60, y: y + 60 })
  })
  const looks = () => Promise.all(areas.map((area) => pageShot(document, area)))
  treeBefore = treeOf(document)
  shots.before = await looks()
  const places = layers.map((layer) => ({
    into: invert(absoluteTransform(document, layer)),
    size: box(document, layer),
  }))

  const chosen = await described(rig, layers)
  const wish = swapOrderFor(chosen.filter((layer) => layer.swappable))
  const focalPointOf = (id: string) =>
    focalPoints[layers.indexOf(id) % focalPoints.length] ?? centre
  rig.engine.swap({
    ...wish,
    layers: wish.layers.map((layer) => ({ ...layer, focalPoint: focalPointOf(layer.id) })),
  })
  const jobs = await rig.settled()
  expect(jobs.map(({ plan, state }) => [plan.source.name, state.name])).toEqual(
    jobs.map(({ plan }) => [plan.source.name, 'done']),
  )
  requests = rig.server.hiapi.requests.filter(({ op }) => op === 'create').length
  layers.forEach((layer, index) => {
    const [area, place] = [areas[index], places[index]]
    if (area === undefined || place === undefined) throw new Error('a case without a place')
    const render = renderOf(document, layer)
    standings.push({ layer, render, area, ...place, focalPoint: focalPointOf(layer) })
  })
  treeSwapped = treeOf(document)
  shots.swapped = await looks()

  const renders = standings.map(({ render }) => render)
  await caller.call('flip', { renders, to: 'original' })
  shots.flipped = await looks()
  await caller.call('flip', { renders, to: 'render' })
  shots.back = await looks()
}, 120_000)

afterAll(async () => {
  await rig.close()
  const straight = seen.filter(({ edge }) => edge === 0)
  const turned = seen.filter(({ edge }) => edge > 0)
  const worst = (of: readonly Difference[]) => Math.max(0, ...of.map(({ outside }) => outside))
  console.log(
    `${String(seen.length)} swaps in place: beyond the layer’s bounds, nothing differs farther than ` +
      `${worst(straight).toFixed(2)} px off, ${worst(turned).toFixed(2)} px where it is turned or rounded; ` +
      `inside, at least ${percent(Math.min(...seen.map(({ inside }) => inside)))} do. ` +
      `The crop is off by ${percent(Math.max(...crops))} at most.`,
  )
})

const at = <Thing>(list: readonly Thing[], index: number): Thing => {
  const found = list[index]
  if (found === undefined) throw new Error('there is none')
  return found
}

describe.each(cases.map((each, index) => ({ ...each, index })))('$name', ({ index, edge = 0 }) => {
  test('only what is inside its bounds looks different, and that does', () => {
    const { area, into, size } = at(standings, index)
    const pair = [at(shots.before, index), at(shots.swapped, index)] as const
    const found = difference(pair, area, into, size)
    seen.push({ ...found, edge })
    expect(found.outside).toBeLessThanOrEqual(edge === 0 ? 0 : 1)
    expect(found.inside).toBeGreaterThan(0.2)
  })

  test('its picture is upright in it, undistorted, and cut about the focal point', async () => {
    const { render, size, focalPoint } = at(standings, index)
    const { width, height } = size
    const picture = pictureSize(gptImage2, layerFit(gptImage2, size, '1K').cell) ?? size
    const promised = cropWindow(picture, size, focalPoint)
    const inset = Math.max(edge, 1)
    const part = { x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset }
    const look = await ownShot(rig.document, render, part, enlarged)
    // Transparent pixels count as opaque: only the positions of the chart's points matter.
    for (let alpha = 3; alpha < look.data.length; alpha += 4) look.data[alpha] = 255
    const sight = readChart(look)
    expect(sight.worst, 'all of it shows the picture').toBeLessThan(0.03)
    const share = {
      left: promised.x + (promised.width * inset) / width,
      top: promised.y + (promised.height * inset) / height,
      right: promised.x + (promised.width * (width - inset)) / width,
      bottom: promised.y + (promised.height * (height - inset)) / height,
    }
    const sides = ['left', 'top', 'right', 'bottom'] as const
    const astray = Math.max(...sides.map((side) => Math.abs(sight.window[side] - share[side])))
    crops.push(astray)
    expect(astray, JSON.stringify([sight.window, share])).toBeLessThan(0.012)
  })

  test('its original is hidden right below it, and nothing else of it is altered', () => {
    const { layer, render } = at(standings, index)
    const [before, after] = [treeBefore, treeSwapped].map((tree) =>
      tree.find(({ id }) => id === layer),
    )
    const { pluginData: _data, relaunch: _buttons, ...kept } = before ?? {}
    expect(after).toMatchObject({ ...kept, props: { ...before?.props, visible: false } })
    const siblings = rig.document.node(rig.document.node(render).parent ?? '').children
    expect(siblings.indexOf(render)).toBe(siblings.indexOf(layer) + 1)
    expect(rendersFor(rig.document, layer)).toEqual([render])
    for (const key of ['constraints', 'reactions', 'exportSettings'] as const) {
      expect(rig.document.prop(render, key)).toEqual(rig.document.prop(layer, key))
    }
  })

  test('flipped, it looks as it did; flipped back, as it was swapped', () => {
    expect(same(at(shots.flipped, index), at(shots.before, index))).toBe(true)
    expect(same(at(shots.back, index), at(shots.swapped, index))).toBe(true)
  })
})

test('what is around swapped layers is as it was', () => {
  const touched = new Set(standings.flatMap(({ layer, render }) => [layer, render]))
  const renders = new Set(standings.map(({ render }) => render as string))
  const below = new Set([...renders].flatMap((id) => rig.document.descendants(id)))
  const others = (tree: readonly NodeRecord[]) =>
    tree
      .filter(({ id }) => !touched.has(id) && !below.has(id))
      .map((node) => ({ ...node, children: node.children.filter((id) => !renders.has(id)) }))
  expect(others(treeSwapped)).toEqual(others(treeBefore))
})

test('more than twenty layers were one run, each paid once', () => {
  expect(cases.length).toBeGreaterThanOrEqual(20)
  expect(requests).toBe(cases.length)
})

test('restored, the page and the tree are what they were, exactly', async () => {
  const renders = standings.map(({ render }) => render)
  await end(rig.caller, 'restore', renders)
  const restored = await Promise.all(standings.map(({ area }) => pageShot(rig.document, area)))
  cases.forEach(({ name }, index) => {
    expect(same(at(restored, index), at(shots.before, index)), name).toBe(true)
  })
  expect(treeOf(rig.document)).toEqual(treeBefore)
})

test('one undo takes back one swap whole', async () => {
  const { layer } = at(standings, 0)
  const before = withoutData(treeOf(rig.document))
  await swap(rig, [layer])
  expect(rendersFor(rig.document, layer)).toHaveLength(1)
  rig.person.undo()
  expect(withoutData(treeOf(rig.document))).toEqual(before)
  rig.person.redo()
  expect(rendersFor(rig.document, layer)).toHaveLength(1)
  rig.person.undo()
})

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
