import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, it } from 'vitest'
import { NodeId, PageId } from '../../../../../contract/model/ids.ts'
import type { SwapDestination, SwappableLayer } from '../../../../../contract/model/layer.ts'
import { picturesOf, planJobs } from '../../../../../ui/engine/planning/plan-jobs.ts'
import { linesOf } from '../../../../../ui/engine/planning/quote.ts'
import { formatOf } from '../../../../../ui/catalog/targets/export-format.ts'
import { type SwapWish, swapOrderFor } from '../../../../sandbox/support/swap-wish.ts'

const inPlace: SwapDestination = { kind: 'in-place', component: null, overflows: false }

/** Turned by some degrees, so that its bounds are larger than it is. */
const layer = (
  id: string,
  name: string,
  destination: SwapDestination = inPlace,
): SwappableLayer => ({
  swappable: true,
  id: NodeId.parse(id),
  page: PageId.parse('0:1'),
  name,
  bounds: { x: 40, y: 20, width: 320.5, height: 280.25 },
  size: { width: 300.4, height: 199.7 },
  destination,
})

const card = layer('1:1', 'Card')
const badge = layer('1:2', 'Badge', { kind: 'beside', reason: 'instance' })

function plan(layers: readonly SwappableLayer[], wish: SwapWish = {}) {
  let ids = 0
  return planJobs(swapOrderFor(layers, wish), {
    newId: () => `id${String(++ids)}`,
    price: ({ resolution }) => (resolution === '4K' ? 0.06 : 0.03),
    formatOf,
    namePattern: '{source}/{ratio}',
    model: gptImage2,
  })
}

describe('the plan of a swap', () => {
  it('is one run, with one part for each layer: in its place, or beside it', () => {
    const jobs = plan([card, badge])
    expect(new Set(jobs.map(({ run }) => run)).size).toBe(1)
    expect(jobs.map(({ parts }) => parts)).toEqual(
      [card, badge].map(({ name }, index) => [
        {
          target: { kind: 'swap' },
          size: { width: 300.4, height: 199.7 },
          name: `${name} · render`,
          format: 'PNG',
          focalPoint: { x: 0.5, y: 0.5 },
          into: null,
          swaps: index === 0 ? card.id : null,
        },
      ]),
    )
    expect(jobs.map(({ details }) => details.serves)).toEqual([['Swap'], ['Swap']])
    expect(jobs[0]).toMatchObject({ ratio: '3:2', resolution: '1K', price: 0.03, anchor: null })
  })

  it('knows where a layer stands, and no more of it than of any source', () => {
    const { id, page, name, bounds } = card
    expect(plan([card])[0]?.source).toEqual({ id, page, name, bounds })
  })

  it('tells copies apart by number', () => {
    const jobs = plan([card, badge], { copies: 2 })
    const names = jobs.flatMap(({ parts }) => parts.map(({ name }) => name))
    expect(names).toEqual([
      'Card · render',
      'Card · render · 2',
      'Badge · render',
      'Badge · render · 2',
    ])
    expect(jobs.map(({ details }) => details.copy)).toEqual([1, 2, 1, 2])
  })

  it('sends the words with the layer’s name and size in them, and keeps them as written', () => {
    const [job] = plan([card], { prompt: '{name} at {width} × {height}' })
    expect(job?.prompt).toBe('Card at 300 × 200')
    expect(job?.details.template).toBe('{name} at {width} × {height}')
  })

  it('leaves out what is not offered', () => {
    const order = swapOrderFor([card, badge])
    const [first, ...others] = order.layers
    if (first === undefined) throw new Error('two layers')
    const narrow = { ...first, cell: { ratio: '3:1', resolution: '4K' } } as const
    expect(picturesOf({ ...order, layers: [narrow, ...others] }, gptImage2)).toHaveLength(1)
  })

  it('has a line of its price for each layer, also for those of one name', () => {
    const twin = layer('1:3', 'Card')
    const pictures = picturesOf(swapOrderFor([card, twin], { copies: 2 }), gptImage2)
    expect(linesOf(pictures, () => 0.03)).toEqual([
      { targets: ['Card'], pictures: 2, price: 0.06 },
      { targets: ['Card'], pictures: 2, price: 0.06 },
    ])
  })
})
