import { pictureSize } from '../../../contract/hiapi/models/model.ts'
import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { centre, type FocalPoint, type Size } from '../../../contract/model/geometry.ts'
import { NodeId } from '../../../contract/model/ids.ts'
import type { OrderTarget } from '../../../ui/engine/planning/order.ts'
import { bestFit } from '../../../ui/catalog/targets/fit.ts'
import { placements } from '../../../ui/catalog/targets/placements.ts'
import { targetText } from '../../../ui/formats/terms.ts'
import { drawChart } from '../../hiapi/pictures/chart.ts'
import { landing, readChart, type Sight } from '../../hiapi/pictures/read-chart.ts'
import { exportNode } from '../../host/export.ts'
import { addPoster } from '../support/frames.ts'
import { rawEnv } from '../support/raw-env.ts'
import { createRig, type Rig } from '../support/rig.ts'
import { cropWindow } from '../../../contract/geometry/cover.ts'

/** Every placement that ships, and some of a designer's own that no ratio fits. */
const wanted = [
  ...placements.map(({ id, name, width, height }) => ({ id, name, size: { width, height } })),
  { id: 'own-1', name: 'Own, odd', size: { width: 333, height: 777 } },
  { id: 'own-2', name: 'Own, nearly square', size: { width: 641, height: 640 } },
]

const offCentre: FocalPoint = { x: 0.2, y: 0.8 }
const moved: FocalPoint = { x: 0.9, y: 0.15 }

/** In pixels of the chart's short edge: from here on its circles can be measured. */
const measurable = 240

let rig: Rig
/** The frames of two runs, in the order of `wanted`: one about the middle, one off it. */
let centred: readonly string[]
let aside: readonly string[]

beforeAll(async () => {
  rig = await createRig({ paint: drawChart, pictureScale: 0.5, keepBodies: false })
  const poster = addPoster(rig.document, 'Poster')
  centred = await run(poster, centre)
  aside = await run(poster, offCentre)
}, 120_000)
afterAll(async () => {
  await rig.close()
  const worst = (of: (each: Measured) => number) => Math.max(0, ...measured.map(of))
  console.log(
    `${String(measured.length)} exports of ${String(wanted.length)} placements: the crop is off by ` +
      `${percent(worst(({ astray }) => astray))} at most, a circle by ` +
      `${percent(worst(({ sight }) => Math.abs(sight.roundness - 1)))}.`,
  )
})

interface Measured {
  readonly sight: Sight
  readonly astray: number
}
const measured: Measured[] = []

describe.each(wanted)('$name', ({ name, size }) => {
  const index = wanted.findIndex((each) => each.name === name)
  const nodeOf = (run: readonly string[]) => run[index] ?? ''

  test('is exported in just its pixels, undistorted, cut as it was promised', async () => {
    await expectPromised(nodeOf(centred), size, centre)
  })

  test('keeps a focal point off the middle in view, and another one after it was moved', async () => {
    const node = nodeOf(aside)
    await expectPromised(node, size, offCentre)
    await rig.caller.call('moveFocalPoint', { node: NodeId.parse(node), focalPoint: moved })
    await expectPromised(node, size, moved)
    expect(rig.recipeOf(node).focalPoint).toEqual(moved)
  })
})

test('the runs paid for each pair of ratio and resolution once', () => {
  const cells = new Set(wanted.map(({ size }) => JSON.stringify(bestFit(gptImage2, size).cell)))
  // Not requests: one that is slow to be answered is sent again, under its key.
  expect(rig.server.hiapi.tasks.size).toBe(2 * cells.size)
})

/** Orders all placements for a frame; gives their frames. */
async function run(source: string, focalPoint: FocalPoint): Promise<string[]> {
  const targets = wanted.map(({ id, name, size }): OrderTarget => {
    const target = { kind: 'placement', placement: id, name, size } as const
    return { target, cell: bestFit(gptImage2, size).cell, addition: '', focalPoint }
  })
  await rig.generate({ frames: [source], targets })
  const jobs = await rig.settled()
  expect(jobs.map(({ state }) => state.name)).toEqual(jobs.map(() => 'done'))
  // The newest run comes first.
  const newest = jobs.filter(({ plan }) => plan.run === jobs[0]?.plan.run)
  const nodes = new Map(
    newest.flatMap(({ plan, variants }) =>
      plan.parts.map(({ target }, part) => [targetText(target), variants[part] ?? '']),
    ),
  )
  return targets.map(({ target }) => nodes.get(targetText(target)) ?? '')
}

async function expectPromised(node: string, size: Size, focalPoint: FocalPoint): Promise<void> {
  const { width, height, exportSettings } = rig.document.node(node).props
  expect({ width, height }).toEqual(size)
  const [settings, ...others] = exportSettings ?? []
  expect(others).toEqual([])
  const own = await look(node, settings)
  expect({ width: own.width, height: own.height }).toEqual(size)
  expect(own.sight.worst, 'all of the frame shows the picture').toBeLessThan(
    own.isJpeg ? 0.5 : 0.02,
  )

  // What the window shows before the run: it knows the picture by its estimated pixels alone.
  const picture = pictureSize(gptImage2, bestFit(gptImage2, size).cell)
  const promised = cropWindow(picture ?? size, size, focalPoint)
  const { window } = own.sight
  const astray = Math.max(
    Math.abs(window.left - promised.x),
    Math.abs(window.top - promised.y),
    Math.abs(window.right - promised.x - promised.width),
    Math.abs(window.bottom - promised.y - promised.height),
  )
  expect(astray, `${JSON.stringify(window)} of ${JSON.stringify(promised)}`).toBeLessThan(0.01)

  const point = landing(own.sight, focalPoint)
  expect(Math.min(point.x, point.y)).toBeGreaterThan(0)
  expect(Math.max(point.x, point.y)).toBeLessThan(1)

  const drawn = Math.min(size.width / promised.width, size.height / promised.height)
  const scale = Math.ceil(measurable / drawn)
  const large =
    scale === 1 && !own.isJpeg
      ? own
      : await look(node, { format: 'PNG', constraint: { type: 'SCALE', value: scale } })
  expect(large.sight.circles).toBeGreaterThan(3)
  expect(Math.abs(large.sight.roundness - 1), 'a circle is a circle').toBeLessThan(0.01)
  measured.push({ sight: large.sight, astray })
}

/** Exports a frame as a designer would, and measures what came out. */
async function look(node: string, settings: unknown) {
  const { bytes, log } = await exportNode(rig.document, rawEnv, node, settings)
  const isJpeg = log.format === 'JPG'
  const pixels = isJpeg ? await decoded(bytes) : { ...log, data: clamped(bytes) }
  return { width: pixels.width, height: pixels.height, isJpeg, sight: readChart(pixels) }
}

async function decoded(bytes: Uint8Array) {
  const image = await loadImage(bytes)
  const { width, height } = image
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, width, height)
}

/** The same bytes, not copied: an export has millions. */
function clamped({ buffer, byteOffset, length }: Uint8Array): Uint8ClampedArray {
  return new Uint8ClampedArray(buffer, byteOffset, length)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
