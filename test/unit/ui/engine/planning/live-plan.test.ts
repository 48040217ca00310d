import { expect, test } from 'vitest'
import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { centre } from '../../../../../contract/model/geometry.ts'
import {
  IdempotencyKey,
  ImageHash,
  JobId,
  NodeId,
  PageId,
  RunId,
  TaskId,
} from '../../../../../contract/model/ids.ts'
import type { LiveBlock, LiveText } from '../../../../../contract/model/canvas-text.ts'
import type { LiveOrder } from '../../../../../contract/model/live-text.ts'
import type { UsableSource } from '../../../../../contract/model/source.ts'
import type { VariantInfo } from '../../../../../contract/model/variant.ts'
import { solveLayouts } from '../../../../../ui/catalog/text-layout/solve-layouts.ts'
import type { Order } from '../../../../../ui/engine/planning/order.ts'
import { planJobs } from '../../../../../ui/engine/planning/plan-jobs.ts'
import { planRemake, rewritten } from '../../../../../ui/engine/planning/plan-remake.ts'
import {
  keptOf,
  liveInTargets,
  wantedFor,
} from '../../../../../ui/features/composer/live/live-order.ts'
import { orderFor, storyAndReel } from '../../../../sandbox/support/wish.ts'
import { plainDetails } from '../../../../plain-details.ts'

const page = PageId.parse('0:1')
const source: UsableSource = {
  usable: true,
  id: NodeId.parse('1:1'),
  page,
  name: 'Poster',
  bounds: { x: 0, y: 0, width: 400, height: 300 },
}

const block = (id: string, y: number): LiveBlock => {
  const box = { x: 20, y, width: 200, height: 30 }
  const line = { characters: 'Sale', box, fontSize: 24, lineHeight: 30, width: 60 }
  const own = NodeId.parse(id)
  return {
    id: own,
    kind: 'text',
    isLogo: false,
    name: 'Sale',
    box,
    lines: [{ ...line, id: own, name: 'Sale', align: 'LEFT' }],
  }
}
const live: LiveText = { size: source.bounds, blocks: [block('2:1', 20), block('2:2', 240)] }

const parts = () => {
  let ids = 0
  return {
    newId: () => `id${String(++ids)}`,
    price: () => 0.03,
    formatOf: () => 'PNG' as const,
    namePattern: '{source}',
    model: gptImage2,
  }
}

/** The order for a story and a reel cover, which share a picture, with those blocks unticked. */
function orderWith(unticked: readonly string[]): Order {
  const order = orderFor([source], { targets: storyAndReel, prompt: 'A print' })
  const off = new Set(unticked.map((id) => NodeId.parse(id)))
  const kept = keptOf(source.id, { state: 'read', live }, off)
  if (kept === null) return order
  const laid = order.targets.map((ordered) => {
    const wanted = wantedFor(kept.text, source, ordered, gptImage2)
    const [layout] = solveLayouts(kept.text, wanted.target)
    if (layout === undefined) throw new Error('no layout')
    return { ordered, wanted, layout }
  })
  return {
    ...order,
    sources: [{ ...source, texts: [], live: liveInTargets(kept, laid, gptImage2) }],
  }
}

test('each new part gets its own layout, and the one picture of both the areas of both', () => {
  const [job, ...others] = planJobs(orderWith([]), parts())
  expect(others).toEqual([])
  expect(job?.details.live?.blocks).toEqual(['2:1', '2:2'])
  expect(job?.parts.map(({ live: laid }) => laid?.from)).toEqual(['source', 'source'])
  for (const { live: laid } of job?.parts ?? []) {
    expect(laid?.from === 'source' && laid.blocks.map(({ id }) => id)).toEqual(['2:1', '2:2'])
  }
  const clause = job?.details.live?.clause ?? ''
  expect(clause).toContain('Keep these areas plain')
  expect(job?.prompt).toBe(`A print\n${clause}`)
  expect(job?.details.template).toBe('A print')
})

test('what is unticked is neither laid nor left out of the reference, and is remembered', () => {
  const [job] = planJobs(orderWith(['2:2']), parts())
  expect(job?.details.live).toMatchObject({ blocks: ['2:1'], off: ['2:2'] })
  const [first] = job?.parts ?? []
  expect(first?.live?.from === 'source' && first.live.blocks.map(({ id }) => id)).toEqual(['2:1'])
})

test('where all is unticked, nothing stays live', () => {
  const [job] = planJobs(orderWith(['2:1', '2:2']), parts())
  expect(job?.prompt).toBe('A print')
  expect(job?.details).not.toHaveProperty('live')
  expect(job?.parts.every((part) => !('live' in part))).toBe(true)
})

const order: LiveOrder = { blocks: [NodeId.parse('2:1')], clause: 'Keep it calm.' }
const [story] = storyAndReel
if (story === undefined) throw new Error('a placement')
const variant: VariantInfo = {
  node: NodeId.parse('3:1'),
  page,
  name: 'Poster · story',
  bounds: { x: 500, y: 0, width: 1080, height: 1920 },
  pending: null,
  isCopy: false,
  hasGuide: false,
  missing: { source: false, reference: false, further: 0, picture: false },
  recipe: {
    version: 1,
    node: NodeId.parse('3:1'),
    owner: null,
    run: RunId.parse('run'),
    job: JobId.parse('job'),
    part: 0,
    source: { id: source.id, name: 'Poster', size: { width: 400, height: 300 } },
    target: story.target,
    focalPoint: centre,
    reference: { hash: ImageHash.parse('old'), type: 'image/png', width: 400, height: 300 },
    request: {
      model: 'gpt-image-2/image-to-image',
      prompt: 'A print\nKeep it calm.',
      ratio: '9:16',
      resolution: '1K',
      callbackUrl: '',
      idempotencyKey: IdempotencyKey.parse('restage-job-1'),
    },
    details: { ...plainDetails, template: 'A print', live: order },
    price: 0.03,
    progress: {
      state: 'done',
      at: 0,
      task: TaskId.parse('task'),
      picture: { hash: ImageHash.parse('picture'), width: 9, height: 16 },
    },
  },
}

test('made again in place, text stays; beside, it is taken from the variant', () => {
  const wanted = [{ variant, reference: variant.recipe.reference }]
  const [inPlace] = planRemake(wanted, 'in-place', parts())
  expect(inPlace?.plan.details.live).toEqual(order)
  expect(inPlace?.plan.parts[0]).not.toHaveProperty('live')
  const [beside] = planRemake(wanted, 'beside', parts())
  expect(beside?.plan.parts[0]?.live).toEqual({ from: 'variant', variant: '3:1' })
})

test('an edited prompt keeps what it says of live text', () => {
  expect(rewritten(variant, 'A stamp', [])).toEqual({
    prompt: 'A stamp\nKeep it calm.',
    template: 'A stamp',
  })
})
