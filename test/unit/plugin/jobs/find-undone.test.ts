import { expect, test } from 'vitest'
import { JobId, OwnerId } from '../../../../contract/model/ids.ts'
import { findUndone, notePlaced } from '../../../../plugin/jobs/find-undone.ts'
import { entry } from '../storage/sample-ledger.ts'

const owner = OwnerId.parse('ann')

/** A document without variants, and what is noted on it. */
function createDocument(notes = new Map<string, string>()): Parameters<typeof findUndone>[0] {
  const root = {
    getPluginData: (key: string) => notes.get(key) ?? '',
    setPluginData: (key: string, value: string) => void notes.set(key, value),
  }
  const figma: unknown = { root, getNodeByIdAsync: () => Promise.resolve(null) }
  return figma as Parameters<typeof findUndone>[0]
}

test('a picture that was deleted on purpose is not offered again, however many were placed since', async () => {
  const figma = createDocument()
  const [deleted, undone] = [entry('deleted'), entry('undone')]
  notePlaced(figma, owner, deleted.plan.id)
  // Their jobs are too long to be kept.
  for (let at = 0; at < 60; at++) notePlaced(figma, owner, JobId.parse(`long-${String(at)}`))
  const offered = await findUndone(figma, owner, [deleted, undone], new Set())
  expect(offered.map((each) => each.entry.plan.id)).toEqual(['undone'])
})

test('a note that is no job’s goes: however long it is, pictures can still be noted', async () => {
  const notes = new Map([['placed-ann', `${'x'.repeat(99_000)} kept`]])
  notePlaced(createDocument(notes), owner, JobId.parse('new'))
  expect(notes.get('placed-ann')).toBe('kept new')
})
