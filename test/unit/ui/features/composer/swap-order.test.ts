import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, it } from 'vitest'
import { NodeId, PageId } from '../../../../../contract/model/ids.ts'
import type { Layer, RefusedLayer, SwappableLayer } from '../../../../../contract/model/layer.ts'
import { picturesOf } from '../../../../../ui/engine/planning/plan-jobs.ts'
import { shippedPrices } from '../../../../../contract/hiapi/models/prices.ts'
import type { SourceText } from '../../../../../ui/state/source-texts.ts'
import {
  type LayersNow,
  listLayers,
  swapOrderOf,
} from '../../../../../ui/features/composer/swap-order.ts'
import {
  aimAt,
  emptySwapDraft,
  type SwapDraft,
  toggleCrop,
} from '../../../../../ui/features/composer/swap-draft.ts'
import { swapReadiness } from '../../../../../ui/features/composer/swap-readiness.ts'

const card: SwappableLayer = {
  swappable: true,
  id: NodeId.parse('1:2'),
  page: PageId.parse('0:1'),
  name: 'Card',
  bounds: { x: 0, y: 0, width: 300, height: 200 },
  size: { width: 300, height: 200 },
  destination: { kind: 'in-place', component: null, overflows: false },
}
const strip: SwappableLayer = {
  ...card,
  id: NodeId.parse('1:3'),
  name: 'Strip',
  size: { width: 900, height: 100 },
}
const locked: RefusedLayer = {
  swappable: false,
  id: NodeId.parse('1:4'),
  name: 'Logo',
  reason: 'locked',
}

const clay: SwapDraft = { ...emptySwapDraft, prompt: 'Clay' }

interface Given extends Partial<LayersNow> {
  readonly texts?: ReadonlyMap<NodeId, SourceText>
}

function composed(draft: SwapDraft, layers: readonly Layer[], given: Given = {}) {
  const { swaps = [], underWay = new Set(), texts: bySource = new Map() } = given
  const listed = listLayers(layers, draft.resolution, { swaps, underWay }, gptImage2, shippedPrices)
  const texts = { selection: null, bySource }
  const order = swapOrderOf(draft, listed, texts)
  const pictures = picturesOf(order, gptImage2)
  return {
    listed,
    order,
    pictures,
    block: (hasKey = true) =>
      swapReadiness(draft, order, pictures, listed, texts, hasKey, gptImage2),
  }
}

describe('what becomes of each layer', () => {
  it('is what crops it least at the resolution that was chosen', () => {
    const cellOf = (resolution: SwapDraft['resolution'], layer: Layer) => {
      const [first] = composed({ ...clay, resolution }, [layer]).listed
      return first?.state === 'ready' ? { ...first.fit.cell, better: first.better?.cell } : null
    }
    expect(cellOf('2K', card)).toEqual({ ratio: '3:2', resolution: '2K', better: undefined })
    expect(cellOf('1K', strip)).toEqual({ ratio: '3:1', resolution: '1K', better: undefined })
    const less = { ratio: '3:1', resolution: '1K' }
    expect(cellOf('4K', strip)).toMatchObject({ resolution: '4K', better: less })
  })

  it('is nothing for one that is refused, being swapped, or swapped', () => {
    const underWay = new Set([strip.id])
    const hidden: Layer = { ...locked, id: NodeId.parse('1:5'), reason: 'hidden' }
    const swaps = [hidden.id, locked.id]
    const { listed, order } = composed(clay, [locked, strip, hidden, card], { underWay, swaps })
    const states = ['refused', 'under-way', 'swapped', 'ready']
    expect(listed.map(({ state }) => state)).toEqual(states)
    expect(order.layers.map(({ name }) => name)).toEqual(['Card'])
  })
})

describe('the order', () => {
  it('has each layer’s own focal point, and so many copies of it', () => {
    const aimed = { ...aimAt(clay, strip.id, { x: 0.2, y: 0.5 }), copies: 3, prompt: ' Clay ' }
    const { order, pictures } = composed(aimed, [card, strip])
    expect(order.layers.map(({ focalPoint }) => focalPoint.x)).toEqual([0.5, 0.2])
    expect(order.prompt).toBe('Clay')
    expect(pictures.map(({ source, copy }) => [source.name, copy])).toEqual([
      ['Card', 1],
      ['Card', 2],
      ['Card', 3],
      ['Strip', 1],
      ['Strip', 2],
      ['Strip', 3],
    ])
  })

  it('has the layers’ words only where something asks for them', () => {
    const texts = new Map([[card.id, { state: 'read', texts: ['Hello'] } as const]])
    expect(composed(clay, [card], { texts }).order.layers[0]?.texts).toEqual([])
    const keeping = composed({ ...clay, options: { keepWording: true } }, [card], { texts })
    expect(keeping.order.layers[0]?.texts).toEqual(['Hello'])
    expect(keeping.pictures[0]?.prompt).toContain('Hello')
  })
})

describe('why Swap can’t be pressed', () => {
  it('gives no reason when nothing is missing, though some layers are left out', () => {
    expect(composed(clay, [card]).block()).toBeNull()
    expect(composed(clay, [locked, card]).block()).toBeNull()
    expect(composed(clay, [strip, card], { underWay: new Set([strip.id]) }).block()).toBeNull()
  })

  it('names the first thing that is missing', () => {
    expect(composed(clay, []).block(false)).toEqual({ kind: 'no-key' })
    expect(composed(clay, []).block()).toEqual({ kind: 'no-layer' })
    expect(composed(clay, [locked]).block()).toEqual({ kind: 'all-refused' })
    const render: Layer = { ...locked, id: NodeId.parse('1:5'), reason: 'render' }
    expect(composed(clay, [render]).block()).toEqual({ kind: 'all-swapped' })
    expect(composed(clay, [render, locked]).block()).toEqual({ kind: 'all-refused' })
    expect(composed({ ...clay, prompt: ' ' }, [card]).block()).toEqual({ kind: 'no-prompt' })
    const endless = composed({ ...clay, prompt: 'a'.repeat(20_001) }, [card])
    expect(endless.block()).toEqual({ kind: 'long-prompt', longest: 20_000 })
  })

  it('tells what is under way from what is refused', () => {
    const underWay = new Set([card.id, strip.id])
    const block = (layers: readonly Layer[]) => composed(clay, layers, { underWay }).block()
    expect(block([locked, card])).toEqual({ kind: 'under-way', layers: ['Card'] })
    expect(block([card, strip])).toEqual({ kind: 'under-way', layers: ['Card', 'Strip'] })
  })

  it('asks before more than half of a picture is cut', () => {
    const narrow = { ...strip, size: { width: 1000, height: 100 } }
    expect(composed(clay, [card, narrow]).block()).toMatchObject({
      kind: 'severe-crop',
      layer: 'Strip',
    })
    const crop = composed(clay, [narrow]).listed.flatMap((each) =>
      each.state === 'ready' ? each.fit.crop : [],
    )[0]
    const agreed = toggleCrop(clay, strip.id, crop ?? 0)
    expect(composed(agreed, [card, narrow]).block()).toBeNull()
    // Resized since, it loses more than what was agreed to.
    const narrower = { ...strip, size: { width: 2000, height: 100 } }
    expect(composed(agreed, [card, narrower]).block()).toMatchObject({ kind: 'severe-crop' })
    expect(toggleCrop(agreed, strip.id, crop ?? 0).accepted.size).toBe(0)
  })

  it('waits for words and references, and says which words can’t be read', () => {
    const asking = { ...clay, prompt: 'Say {text}' }
    expect(composed(asking, [card]).block()).toEqual({ kind: 'reading-texts' })
    const texts = new Map([[card.id, { state: 'failed' } as const]])
    expect(composed(asking, [card], { texts }).block()).toEqual({
      kind: 'unread-texts',
      source: 'Card',
    })
    const pending = { node: card.id, name: 'Look', role: 'style', reference: null } as const
    expect(composed({ ...clay, references: [pending] }, [card]).block()).toEqual({
      kind: 'reading-references',
    })
  })

  it('says for which layer the prompt is too long once it is filled in', () => {
    const long = { ...clay, prompt: `${'a'.repeat(19_990)} {name}` }
    expect(composed(long, [card]).block()).toBeNull()
    expect(composed(long, [card, { ...card, name: 'A long name' }]).block()).toEqual({
      kind: 'long-filled-prompt',
      layer: 'A long name',
      longest: 20_000,
    })
  })

  it('says for which layer the prompt says nothing once it is filled in', () => {
    const nameless = { ...card, name: '\ufeff' }
    expect(composed({ ...clay, prompt: '{name}' }, [card, nameless]).block()).toEqual({
      kind: 'empty-filled-prompt',
      layer: '\ufeff',
    })
  })
})
