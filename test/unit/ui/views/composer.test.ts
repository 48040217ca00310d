import { describe, expect, it } from 'vitest'
import { NodeId, PageId } from '../../../../plugin/protocol/ids.ts'
import type { Source } from '../../../../plugin/protocol/source.ts'
import { emptyDraft } from '../../../../ui/views/draft.ts'
import {
  blockOf,
  chosenRatios,
  costOf,
  orderOf,
  promptLength,
  toggleRatio,
} from '../../../../ui/views/composer.ts'

const frame: Source = {
  usable: true,
  id: NodeId.parse('1:2'),
  page: PageId.parse('0:1'),
  name: 'Poster',
  bounds: { x: 0, y: 0, width: 400, height: 300 },
}
const text: Source = { usable: false, id: NodeId.parse('1:3'), name: 'Title', reason: 'text' }
const draft = { ...emptyDraft, prompt: 'A poster' }

function block(changes: Partial<typeof draft>, sources: Source[] = [frame], key = 'key') {
  return blockOf(orderOf({ ...draft, ...changes }, sources), sources, key)
}

describe('why Generate can’t be pressed', () => {
  it('gives no reason when nothing is missing', () => {
    expect(block({})).toBeNull()
  })

  it('names the first thing that is missing', () => {
    expect(block({}, [frame], '')).toBe('no-key')
    expect(block({}, [])).toBe('no-source')
    expect(block({}, [text])).toBe('no-usable-source')
    expect(block({ prompt: ' \n' })).toBe('no-prompt')
    expect(block({ ratios: new Set() })).toBe('no-target')
  })

  it('counts a prompt in characters, up to 20,000', () => {
    expect(block({ prompt: '😀'.repeat(20_000) })).toBeNull()
    expect(block({ prompt: '😀'.repeat(20_001) })).toBe('long-prompt')
    expect(promptLength('a😀')).toBe(2)
  })
})

describe('ratios and the resolution', () => {
  it('does not count what the resolution leaves out, and remembers it', () => {
    const both = toggleRatio(draft, '3:1')
    expect(chosenRatios(both)).toEqual(['1:1', '3:1'])
    expect(chosenRatios({ ...both, resolution: '2K' })).toEqual(['1:1'])
    expect(chosenRatios({ ...both, resolution: '1K' })).toEqual(['1:1', '3:1'])
  })

  it('has no target when only such ratios are ticked', () => {
    expect(block({ ratios: new Set(['9:21']), resolution: '4K' })).toBe('no-target')
  })
})

it('orders usable sources only, and says how many pictures that makes', () => {
  const order = orderOf(toggleRatio(draft, '9:16'), [frame, text])
  expect(order.sources).toEqual([{ ...frame, texts: [] }])
  expect(costOf(order)).toEqual({ pictures: 2, price: 0.06 })
})
