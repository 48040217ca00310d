import { expect, test } from 'vitest'
import { createDocument } from '../host/builders.ts'
import { reserved } from './half.ts'
import {
  block,
  childNamed,
  childrenOf,
  createLiveHalf,
  likenessOf,
  liveJob,
  wordsOf,
} from './live-stage.ts'

async function laid(
  more: (live: Awaited<ReturnType<typeof createLiveHalf>>['live']) => ReturnType<typeof block>[],
) {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  const before = likenessOf(document, live.poster)
  const depth = document.undoDepth
  const [made] = await reserved(half, [liveJob('a', more(live))])
  const frame = made?.nodes[0] ?? ''
  expect(likenessOf(document, live.poster)).toBe(before)
  return { document, half, live, before, depth, frame }
}

const all = (live: { title: string; note: string; button: string; badge: string }) =>
  [live.title, live.note, live.button, live.badge].map((id, at) => block(id, { y: at * 100 }))

test('a new frame gets the source’s text over its picture, in one undo step, and the source stays as it is', async () => {
  const { document, half, live, before, frame } = await laid(all)
  expect(childrenOf(document, frame)).toEqual(['Picture', 'Title', 'Note', 'Button', 'Label'])
  for (const name of ['Title', 'Note'] as const) {
    const copy = childNamed(document, frame, name)
    expect(wordsOf(document, copy)).toEqual(
      wordsOf(document, name === 'Title' ? live.title : live.note),
    )
  }
  const title = childNamed(document, frame, 'Title')
  expect(document.prop(title, 'boundVariables')).toEqual(
    document.prop(live.title, 'boundVariables'),
  )
  expect(document.prop(title, 'opacity')).toBe(0.5)
  expect(document.prop(title, 'explicitVariableModes')).toEqual({ [live.collection]: '1:1' })
  expect(document.prop(childNamed(document, frame, 'Label'), 'characters')).toBe('New')
  // The badge's instance is as it was, and nothing was left beside it.
  expect(childrenOf(document, document.currentPage).sort()).toEqual([
    'Badge',
    'Poster',
    'Poster · Post',
  ])
  half.person.undo()
  expect(document.has(frame)).toBe(false)
  expect(likenessOf(document, live.poster)).toBe(before)
  half.close()
})
