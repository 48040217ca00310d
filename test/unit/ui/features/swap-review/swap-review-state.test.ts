import { expect, test } from 'vitest'
import type { PluginClient } from '../../../../../contract/protocol/client.ts'
import { PluginError } from '../../../../../contract/protocol/plugin-error.ts'
import { JobId, NodeId } from '../../../../../contract/model/ids.ts'
import { createSwapReview } from '../../../../../ui/features/swap-review/swap-review-state.ts'
import { swap, swapRecipe } from './setup.ts'
import type { SwapInfo } from '../../../../../contract/model/swap.ts'
import { Side } from '../../../../../contract/model/side.ts'
import type { CallProblem } from '../../../../../ui/state/text.ts'
import type { Command } from '../../../../../contract/protocol/commands.ts'

/** What is answered where all was done. */
const left = { missing: [], unclear: [], touched: [], locked: [] }

type Answer = (request: Record<string, unknown>) => unknown

interface Rig {
  readonly swaps?: readonly SwapInfo[]
  readonly command?: Command
  readonly selected?: readonly string[]
  readonly answers?: Readonly<Record<string, Answer>>
}

/** A store before a plugin half that answers as it is told, and what it asks and says. */
function rig({ swaps = [swap()], command = 'swap', selected, answers = {} }: Rig = {}) {
  const asked: (readonly [string, Record<string, unknown>])[] = []
  const said: string[] = []
  const problems: (CallProblem | null)[] = []
  let now = swaps
  const usual: Readonly<Record<string, Answer>> = {
    readSwaps: () => ({ swaps: [...now], orphanedOriginals: [], unclear: [] }),
    findSwaps: () => ({ nodes: swaps.map(({ render }) => render) }),
    show: () => ({ shown: swaps.length }),
    flip: ({ to }) => {
      now = now.map((each) => ({ ...each, shown: Side.parse(to) }))
      return left
    },
    restore: () => left,
    keepRender: () => left,
    choose: () => ({}),
    ...answers,
  }
  const call = async (name: string, request: Record<string, unknown>) => {
    asked.push([name, request])
    await Promise.resolve()
    return usual[name]?.(request)
  }
  const nodes = (selected ?? swaps.map(({ render }) => render)).map((id) => NodeId.parse(id))
  const store = createSwapReview(
    { call, on: () => () => undefined } as unknown as PluginClient,
    { command, swaps: nodes },
    {
      say: (text) => said.push(text),
      problem: (problem) => problems.push(problem),
    },
  )
  const names = () => asked.map(([name]) => name).filter((name) => name !== 'readSwaps')
  const requests = (name: string) => asked.filter(([each]) => each === name).map(([, it]) => it)
  /** Every message that is under way has been answered. */
  const settled = async () => {
    let before = -1
    while (asked.length !== before) {
      before = asked.length
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
  }
  return { store, asked, said, problems, names, requests, settled }
}

test('two flips, one right after the other, end where they began', async () => {
  const { store, requests, said, settled } = rig({ swaps: [swap(), swap('5:2')] })
  await settled()
  store.flip()
  store.flip()
  await settled()
  const renders = ['5:1', '5:2']
  expect(requests('flip')).toEqual([
    { renders, to: 'original' },
    { renders, to: 'render' },
  ])
  expect(said[0]).toBe('2 originals shown.')
})

test('a flip that was pressed before the swaps were read is done once they are', async () => {
  const { store, requests, settled } = rig()
  store.flip()
  await settled()
  expect(requests('flip')).toHaveLength(1)
})

test('a flip is not done to what is selected after it was pressed', async () => {
  const { store, names, settled } = rig()
  store.flip()
  store.select([NodeId.parse('7:7')])
  await settled()
  expect(names()).toEqual([])
})

test('swaps without an original are left out, and one alone is not flipped', async () => {
  const bereft = swap('5:3', { original: null })
  const several = rig({ swaps: [swap(), bereft] })
  await several.settled()
  several.store.flip()
  await several.settled()
  expect(several.requests('flip')).toEqual([{ renders: ['5:1'], to: 'original' }])
  const alone = rig({ swaps: [bereft] })
  await alone.settled()
  alone.store.flip()
  alone.store.end('restore')
  alone.store.end('keep')
  await alone.settled()
  expect(alone.names()).toEqual([])
  expect(alone.store.current.value.question).toBeNull()
})

test('restoring asks only where something was put into the render', async () => {
  const plain = rig()
  await plain.settled()
  plain.store.end('restore')
  await plain.settled()
  expect(plain.requests('restore')).toEqual([{ swaps: [{ node: '5:1', agreed: '' }] }])
  expect(plain.said[0]).toBe('Original restored.')

  const touched = rig({ swaps: [swap('5:1', { goes: { restore: '5:9', keep: '1:2' } })] })
  await touched.settled()
  touched.store.end('restore')
  await touched.settled()
  expect(touched.names()).toEqual([])
  touched.store.cancel()
  touched.store.confirm()
  await touched.settled()
  expect(touched.names()).toEqual([])
  touched.store.end('restore')
  touched.store.confirm()
  await touched.settled()
  expect(touched.requests('restore')).toEqual([{ swaps: [{ node: '5:1', agreed: '5:9' }] }])
})

test('a change that comes first is told with the question, and with no other', async () => {
  const { store, settled } = rig({
    answers: {
      readSwaps: () => ({ swaps: [swap()], orphanedOriginals: [], unclear: [] }),
      restore: () => ({ ...left, touched: ['5:1'] }),
    },
  })
  await settled()
  const changed = 'It was changed meanwhile. Please confirm.'
  for (const leave of [
    () => {
      store.cancel()
    },
    () => {
      store.end('keep')
    },
  ]) {
    store.end('restore')
    await settled()
    expect(store.current.value.note).toBe(changed)
    leave()
    expect(store.current.value.note).toBe('')
  }
})

test('an original is deleted only after the question, and for nothing selected since', async () => {
  const { store, names, requests, settled } = rig()
  await settled()
  store.end('keep')
  expect(store.current.value.question?.asked.map(({ node }) => node)).toEqual(['5:1'])
  store.select([NodeId.parse('7:7')])
  expect(store.current.value.question).toBeNull()
  store.confirm()
  await settled()
  expect(names()).toEqual([])
  store.end('keep')
  store.confirm()
  await settled()
  expect(requests('keepRender')).toEqual([{ swaps: [{ node: '5:1', agreed: '1:2' }] }])
})

test('a question goes as soon as what it is about does', async () => {
  const state = { swaps: [swap()] }
  const { store, settled } = rig({
    answers: { readSwaps: () => ({ swaps: state.swaps, orphanedOriginals: [], unclear: [] }) },
  })
  await settled()
  store.end('keep')
  store.refresh()
  await settled()
  expect(store.current.value.question).not.toBeNull()
  state.swaps = []
  store.refresh()
  await settled()
  expect(store.current.value.question).toBeNull()
})

test('of several pictures picked quickly the last is shown, and each one chosen at once in the window', async () => {
  const choices = ['job-1', 'job-2', 'job-3'].map((job) => swapRecipe(job))
  const { store, requests, said, settled } = rig({ swaps: [swap('5:1', { choices })] })
  await settled()
  store.pick(JobId.parse('job-2'))
  expect(store.current.value.picked).toBe('job-2')
  store.pick(JobId.parse('job-3'))
  await settled()
  expect(requests('choosePicture')).toEqual([{ render: '5:1', job: 'job-3' }])
  expect(said).toEqual(['Picture 3 of 3 shown.'])
  expect(store.current.value.picked).toBeNull()
})

test('what can’t be done is said, and what is gone is said as such', async () => {
  const fail = (error: Error) => () => {
    throw error
  }
  const broken = rig({ answers: { flip: fail(new PluginError('internal')) } })
  await broken.settled()
  broken.store.flip()
  await broken.settled()
  expect(broken.problems.at(-1)).toBe('flip')
  const picking = rig({ answers: { choosePicture: fail(new PluginError('swap-gone')) } })
  await picking.settled()
  picking.store.pick(JobId.parse('job-1'))
  await picking.settled()
  expect(picking.problems.at(-1)).toBe('swapGone')
  expect(picking.store.current.value.picked).toBeNull()
  const missing = rig({ answers: { flip: () => ({ ...left, missing: ['5:1'] }) } })
  await missing.settled()
  missing.store.flip()
  await missing.settled()
  expect(missing.problems.at(-1)).toBe('swapGone')
  const some = rig({
    swaps: [swap(), swap('5:2')],
    answers: { restore: () => ({ ...left, missing: ['5:2'] }) },
  })
  await some.settled()
  some.store.end('restore')
  await some.settled()
  expect(some.said[0]).toContain('1 gone from the file.')
  const unread = rig({ answers: { readSwaps: fail(new PluginError('internal')) } })
  unread.store.refresh()
  await unread.settled()
  expect(unread.problems).toEqual(['swaps'])
})

test('a button on the canvas does what it says once the swaps are read', async () => {
  const flip = rig({ command: 'flip' })
  await flip.settled()
  expect(flip.requests('flip')).toEqual([{ renders: ['5:1'], to: 'original' }])
  const compare = rig({ command: 'compare' })
  await compare.settled()
  expect(compare.store.current.value.isComparing).toBe(true)
  const restore = rig({ command: 'restore-original' })
  await restore.settled()
  expect(restore.names()).toEqual(['restore'])
  restore.store.refresh()
  await restore.settled()
  expect(restore.names()).toEqual(['restore'])
  const missing = rig({ command: 'flip', swaps: [], selected: ['5:1'] })
  await missing.settled()
  expect(missing.problems).toEqual(['swapGone'])
})

test('a button on the canvas does nothing to what is selected later', async () => {
  const { store, names, settled } = rig({ command: 'restore-original' })
  store.select([NodeId.parse('7:7')])
  await settled()
  store.select([NodeId.parse('5:1')])
  await settled()
  expect(names()).toEqual([])
  const nothing = rig({ command: 'flip', selected: [] })
  nothing.store.select([NodeId.parse('5:1')])
  await nothing.settled()
  expect(nothing.names()).toEqual([])
})

test('the page is searched while that is shown and none is selected; all its swaps are selected', async () => {
  const { store, asked, names, requests, said, settled } = rig({ selected: [] })
  store.refresh()
  await settled()
  expect(asked).toEqual([])
  const leave = store.watch()
  await settled()
  expect(store.current.value.onPage).toBe(1)
  store.selectAll()
  await settled()
  expect(requests('show')).toEqual([{ nodes: ['5:1'] }])
  expect(said).toEqual(['1 swap selected.'])
  leave()
  const before = names().length
  store.refresh()
  await settled()
  expect(names()).toHaveLength(before)
})

test('an original whose render was deleted is restored by its own id, and nothing else is done to it', async () => {
  const alone = { original: '1:2', name: 'Hero card' }
  const { store, names, requests, settled } = rig({
    swaps: [],
    selected: ['1:2'],
    answers: { readSwaps: () => ({ swaps: [], orphanedOriginals: [alone], unclear: [] }) },
  })
  await settled()
  store.flip()
  store.end('keep')
  await settled()
  expect(names()).toEqual([])
  store.end('restore')
  await settled()
  expect(requests('restore')).toEqual([{ swaps: [{ node: '1:2', agreed: '' }] }])
})
