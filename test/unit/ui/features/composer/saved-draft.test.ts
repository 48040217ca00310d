import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { SavedDraft } from '../../../../../contract/model/client-storage/saved-draft.ts'
import { type Draft, emptyDraft, toggleRatio } from '../../../../../ui/features/composer/draft.ts'
import { draftsFrom, keepDrafts } from '../../../../../ui/features/composer/saved-draft.ts'
import { emptySwapDraft } from '../../../../../ui/features/composer/swap-draft.ts'

const saved: SavedDraft = {
  prompt: 'A print',
  swapPrompt: 'Chrome',
  ratios: ['16:9', '1:1'],
  placements: ['own-1', 'INSTA_STORY'],
  resolution: '2K',
  sizing: { by: 'edge', pixels: 800 },
  copies: 3,
  swap: { resolution: '4K', copies: 2 },
}

/** A pause that ends when it is told to, as long as nobody has given it up. */
function pauses() {
  const waiting: { end: () => void; signal: AbortSignal | undefined }[] = []
  return {
    asked: () => waiting.length,
    end: async () => {
      for (const { end } of waiting.splice(0)) end()
      await Promise.resolve()
      await new Promise((resolve) => setImmediate(resolve))
    },
    sleep: (_: number, given?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ end: resolve, signal: given })
        given?.addEventListener('abort', () => {
          reject(given.reason as Error)
        })
      }),
  }
}

function setUp(from: SavedDraft | null = null, keep = () => Promise.resolve()) {
  const first = draftsFrom(from)
  const draft = signal<Draft>(first.draft)
  const swap = signal(first.swap)
  const kept: SavedDraft[] = []
  const clock = pauses()
  const stop = keepDrafts({ variants: { draft }, swap: { draft: swap } }, clock, (it) => {
    kept.push(it)
    return keep()
  })
  return { draft, swap, kept, clock, stop }
}

test('a window opens with what was set up; with nothing where nothing was', () => {
  expect(draftsFrom(null)).toEqual({ draft: emptyDraft, swap: emptySwapDraft })
  expect(emptyDraft.ratios.size + emptyDraft.placements.size).toBe(0)
  const { draft, swap } = draftsFrom(saved)
  expect(swap).toMatchObject({ prompt: 'Chrome', resolution: '4K', copies: 2 })
  expect(draft).toMatchObject({ prompt: 'A print', resolution: '2K', copies: 3 })
  expect([...draft.ratios]).toEqual(['16:9', '1:1'])
  expect([...draft.placements]).toEqual(['own-1', 'INSTA_STORY'])
  expect(draft.sizing).toEqual({ by: 'edge', pixels: 800 })
  // What was kept before the choices for swaps were.
  const { swap: _, ...earlier } = saved
  expect(draftsFrom(earlier).swap).toEqual({ ...emptySwapDraft, prompt: 'Chrome' })
})

test('what was opened is kept as it was opened, once it has changed', async () => {
  const { draft, swap, kept, clock } = setUp(saved)
  await clock.end()
  expect(kept).toEqual([])
  draft.value = { ...draft.value, prompt: 'A postcard' }
  expect(kept).toEqual([])
  await clock.end()
  expect(kept).toEqual([{ ...saved, prompt: 'A postcard' }])
  swap.value = { ...swap.value, resolution: '1K', copies: 4 }
  await clock.end()
  expect(kept.at(-1)?.swap).toEqual({ resolution: '1K', copies: 4 })
})

test('of a text that is no prompt by far, the beginning is kept: what is stored has little room', async () => {
  const { draft, swap, kept, clock } = setUp()
  draft.value = { ...draft.value, prompt: 'a'.repeat(3_000_000) }
  swap.value = { ...swap.value, prompt: 'b'.repeat(30_000) }
  await clock.end()
  const [{ prompt, swapPrompt } = saved] = kept
  expect([prompt, swapPrompt]).toEqual(['a'.repeat(100_000), 'b'.repeat(30_000)])
})

test('nothing is kept while nothing that is remembered has changed', async () => {
  const { draft, kept, clock } = setUp()
  draft.value = { ...draft.value, focalPoints: new Map([['1:1', { x: 0, y: 0 }]]) }
  expect(clock.asked()).toBe(0)
  await clock.end()
  expect(kept).toEqual([])
})

test('while somebody types it waits, and keeps the last of it once', async () => {
  const { draft, swap, kept, clock } = setUp()
  for (const prompt of ['A', 'A p', 'A print']) draft.value = { ...draft.value, prompt }
  swap.value = { ...swap.value, prompt: 'Chrome' }
  draft.value = toggleRatio(draft.value, '1:1')
  await clock.end()
  expect(kept.map(({ prompt, swapPrompt, ratios }) => [prompt, swapPrompt, ratios])).toEqual([
    ['A print', 'Chrome', ['1:1']],
  ])
})

test('what is taken back is kept too, and nothing after it was stopped', async () => {
  const { draft, kept, clock, stop } = setUp()
  draft.value = { ...draft.value, prompt: 'A' }
  await clock.end()
  draft.value = { ...draft.value, prompt: '' }
  await clock.end()
  expect(kept.map(({ prompt }) => prompt)).toEqual(['A', ''])
  draft.value = { ...draft.value, prompt: 'B' }
  stop()
  await clock.end()
  expect(kept).toHaveLength(2)
})

test('each later change is kept as well', async () => {
  const { draft, kept, clock } = setUp()
  const prompts = ['A', 'B', 'C', 'D', 'E']
  for (const prompt of prompts) {
    draft.value = { ...draft.value, prompt }
    await clock.end()
  }
  expect(kept.map(({ prompt }) => prompt)).toEqual(prompts)
})

test('a failure disturbs nobody, and the next change is kept again', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const { draft, kept, clock } = setUp(null, () => Promise.reject(new Error('full')))
  draft.value = { ...draft.value, prompt: 'A' }
  await clock.end()
  draft.value = { ...draft.value, prompt: 'B' }
  await clock.end()
  expect(kept).toHaveLength(2)
  expect(warn).toHaveBeenCalledTimes(2)
  warn.mockRestore()
})
