import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import { createSwapReview } from '../../../ui/features/swap-review/swap-review-state.ts'
import { addFrame, addRectangle, addText } from '../../host/builders.ts'
import { createHalf, type Half } from '../support/half.ts'
import { addMockup, agreedTo, end, swapped } from '../support/swaps.ts'
import type { CallProblem } from '../../../ui/state/text.ts'
import type { Command } from '../../../contract/protocol/commands.ts'
import type { SwapReview } from '../../../ui/features/swap-review/swap-review-snapshot.ts'

let half: Half
let screen: string
let layers: string[]
let renders: NodeId[]
beforeEach(async () => {
  half = await createHalf()
  const { document } = half
  screen = addFrame(document, document.currentPage, { name: 'Screen', width: 600, height: 120 })
  layers = [20, 200].map((x) => addMockup(document, screen, `Mockup ${String(x)}`, x))
  renders = await swapped(half, layers)
})
afterEach(() => half.close())

const nodes = () => half.document.toJSON().nodes
const isThere = (...ids: readonly string[]) => ids.map((id) => half.document.has(id))
const seen = (...ids: readonly string[]) => ids.map((id) => half.document.prop(id, 'visible'))

/** What the window does with selected swaps, before the built plugin, and what it says. */
function windowOn(selected: readonly string[], command: Command = 'swap') {
  const said: string[] = []
  const problems: (CallProblem | null)[] = []
  const store: SwapReview = createSwapReview(
    half.caller,
    { command, swaps: selected.map((id) => NodeId.parse(id)) },
    { say: (text) => said.push(text), problem: (problem) => problems.push(problem) },
  )
  store.refresh()
  const asked = () => expect.poll(() => store.current.value.question?.ending)
  return {
    store,
    said,
    problems,
    asked,
    read: () => expect.poll(() => store.current.value.swaps).not.toBeNull(),
  }
}

describe('what a colleague puts into a render after it was read', () => {
  test('is asked about before it goes, and once more if there is more by then', async () => {
    const [render = ''] = renders
    const { store, said, asked, read } = windowOn([render])
    await read()
    const text = addText(half.document, render, { characters: 'Sale' })
    const before = nodes()
    store.end('restore')
    expect(store.current.value.question).toBeNull()
    await asked().toBe('restore')
    expect(nodes()).toEqual(before)
    const group = addFrame(half.document, render)
    // The window is looked at again, and reads what is there: that is no consent.
    store.refresh()
    store.confirm()
    await asked().toBe('restore')
    expect(isThere(render, text, group)).toEqual([true, true, true])
    const inner = addRectangle(half.document, group)
    store.confirm()
    await expect.poll(() => store.current.value.question).toBeNull()
    await asked().toBe('restore')
    expect(isThere(render, inner)).toEqual([true, true])
    store.confirm()
    await expect.poll(() => half.document.has(render)).toBe(false)
    await expect.poll(() => said.at(-1)).toContain('Original restored.')
    expect(seen(layers[0] ?? '')).toEqual([true])
  })

  test('keeps only that render, and what the person had agreed to goes without a question', async () => {
    const [one = '', other = ''] = renders
    const text = addText(half.document, one, { characters: 'Sale' })
    const { store, said, asked, read } = windowOn(renders)
    await read()
    store.end('restore')
    expect(store.current.value.question?.asked).toHaveLength(2)
    addText(half.document, other, { characters: 'New' })
    store.confirm()
    await asked().toBe('restore')
    expect(store.current.value.question?.asked.map(({ node }) => node)).toEqual([other])
    expect(isThere(one, text, other)).toEqual([false, false, true])
    expect(said.at(-1)).toContain('Please confirm')
  })

  test('and takes out again is nothing to be asked about', async () => {
    const [render = ''] = renders
    const text = addText(half.document, render)
    const swaps = await agreedTo(half.caller, 'restore', [render])
    half.person.remove(text)
    const { touched } = await half.caller.call('restore', { swaps })
    expect([touched, half.document.has(render)]).toEqual([[], false])
  })
})

test('what a colleague puts into an original after the question is asked about once more', async () => {
  const { document } = half
  const layer = addFrame(document, screen, { x: 400, width: 100, height: 80 })
  addRectangle(document, layer)
  const [render = ''] = await swapped(half, [layer])
  const { store, asked, read } = windowOn([render])
  await read()
  store.end('keep')
  const text = addText(document, layer)
  store.confirm()
  await expect.poll(() => store.current.value.question).toBeNull()
  await asked().toBe('keep')
  expect(isThere(layer, text)).toEqual([true, true])
  store.confirm()
  await expect.poll(() => document.has(layer)).toBe(false)
  expect(seen(render)).toEqual([true])
})

describe('what was locked meanwhile is left alone, and said so', () => {
  test.each(['original', 'screen'] as const)('keeping a render: the %s', async (what) => {
    const [render = ''] = renders
    const { store, problems, read } = windowOn([render])
    await read()
    half.person.set(what === 'original' ? (layers[0] ?? '') : screen, { locked: true })
    const before = nodes()
    store.end('keep')
    store.confirm()
    await expect.poll(() => problems.at(-1)).toBe('swapLocked')
    expect(nodes()).toEqual(before)
    expect(store.current.value.swaps).toHaveLength(1)
  })

  test.each(['original', 'render', 'screen'] as const)('restoring: the %s', async (what) => {
    const [render = ''] = renders
    const ids = { original: layers[0] ?? '', render, screen }
    half.person.set(ids[what], { locked: true })
    const before = nodes()
    const left = await end(half.caller, 'restore', [render])
    expect(left).toEqual({ missing: [], unclear: [], touched: [], locked: [render] })
    expect(nodes()).toEqual(before)
  })

  test('and the rest is done', async () => {
    const { store, said, read } = windowOn(renders)
    await read()
    half.person.set(layers[0] ?? '', { locked: true })
    store.end('keep')
    store.confirm()
    await expect.poll(() => said.at(-1)).toContain('1 locked and left alone.')
    expect(isThere(...layers)).toEqual([true, false])
  })

  test('a render that is only kept may be locked', async () => {
    const [render = ''] = renders
    half.person.set(render, { locked: true })
    expect(await end(half.caller, 'keepRender', [render])).toMatchObject({ locked: [] })
    expect(isThere(layers[0] ?? '', render)).toEqual([false, true])
  })
})

test('a swap inside of an original goes with it, however many are ended at once', async () => {
  const [outer = ''] = await swapped(half, [screen])
  const { missing } = await end(half.caller, 'keepRender', [outer, ...renders])
  expect(missing).toEqual(renders)
  expect(isThere(screen, outer, ...renders, ...layers)).toEqual([
    false,
    true,
    ...Array<boolean>(4).fill(false),
  ])
})
