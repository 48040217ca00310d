import { expect, test } from 'vitest'
import { NodeId } from '../../../../../../contract/model/ids.ts'
import { emptyDraft } from '../../../../../../ui/features/composer/draft.ts'
import {
  isLive,
  toggleBlock,
  toggleLive,
} from '../../../../../../ui/features/composer/live/live-draft.ts'
import { draftsFrom } from '../../../../../../ui/features/composer/saved-draft.ts'

const keeping = { ...emptyDraft, options: { keepWording: true } }

test('text stays live unless somebody says otherwise', () => {
  expect(isLive(emptyDraft)).toBe(true)
  const off = toggleLive(emptyDraft)
  expect(isLive(off)).toBe(false)
  expect(isLive(toggleLive(off))).toBe(true)
})

test('keeping text in the picture turns it off, and the other way round', () => {
  expect(isLive(keeping)).toBe(false)
  const live = toggleLive(keeping)
  expect(isLive(live)).toBe(true)
  expect(live.options.keepWording).toBe(false)
})

test('a block is unticked, and ticked again', () => {
  const block = NodeId.parse('1:2')
  const off = toggleBlock(emptyDraft, block)
  expect([...off.liveText.off]).toEqual([block])
  expect(toggleBlock(off, block).liveText.off.size).toBe(0)
})

test('a window opens with what was turned off and unticked; one that was kept before, with neither', () => {
  const saved = {
    prompt: '',
    swapPrompt: '',
    ratios: [],
    placements: [],
    resolution: '1K' as const,
    sizing: { by: 'width' as const },
    copies: 1,
  }
  expect(isLive(draftsFrom(saved).draft)).toBe(true)
  const off = [NodeId.parse('1:2')]
  const live = { variants: { isOn: null, off }, swap: { isOn: false, off: [] } }
  const { draft, swap } = draftsFrom({ ...saved, live })
  expect([...draft.liveText.off]).toEqual(off)
  expect([isLive(draft), isLive(swap)]).toEqual([true, false])
})
