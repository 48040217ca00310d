import { beforeEach, expect, test } from 'vitest'
import { TaskId } from '../../../plugin/protocol/ids.ts'
import { createSpendingBook } from '../../../plugin/storage/spending.ts'
import { ClientStorage } from '../../host/storage.ts'

let kept: ClientStorage
let full: boolean
let today: Date
beforeEach(() => {
  kept = new ClientStorage()
  full = false
  today = new Date(2026, 10, 23, 12)
})

const write = (act: () => void) =>
  full ? Promise.reject(new Error('the quota is exceeded')) : Promise.resolve().then(act)

/** A book as each opening of the plugin has it. */
const open = () =>
  createSpendingBook(
    {
      getAsync: (key: string) => Promise.resolve(kept.get(key)),
      setAsync: (key: string, value: unknown) => write(() => kept.set(key, value)),
      deleteAsync: (key: string) => write(() => kept.delete(key)),
      keysAsync: () => Promise.resolve(kept.keys()),
    },
    () => today.getTime(),
  )

const task = (name: string | number) => TaskId.parse(`task_${String(name)}`)
const now = () => today.getTime()

test('tasks are counted, and what they cost is added up', async () => {
  const book = open()
  expect(await book.thisMonth()).toEqual({ month: '2026-11', pictures: 0, dollars: 0 })
  await Promise.all([0.1, 0.2, null].map((price, at) => book.count(task(at), now(), price)))
  expect(await book.thisMonth()).toEqual({ month: '2026-11', pictures: 3, dollars: 0.3 })
  expect(await open().count(task('x'), now(), 1)).toEqual({
    month: '2026-11',
    pictures: 4,
    dollars: 1.3,
  })
  expect(kept.keys()).toEqual(['spent/2026-11'])
})

test('a task is counted once, however often it is told and by whichever window', async () => {
  const book = open()
  const counts = [1, 2, 3].map(() => book.count(task('a'), now(), 0.5))
  expect((await Promise.all(counts)).filter((spending) => spending === null)).toHaveLength(2)
  expect(await open().count(task('a'), now(), 0.5)).toBeNull()
  today = new Date(2026, 11, 1)
  expect(await open().count(task('a'), now(), 0.5)).toBeNull()
  expect(await book.thisMonth()).toEqual({ month: '2026-12', pictures: 0, dollars: 0 })
})

test('a task counts in the month in which it was created', async () => {
  const created = new Date(2026, 9, 31, 23, 59).getTime()
  expect(await open().count(task('a'), created, 0.5)).toMatchObject({
    month: '2026-11',
    dollars: 0,
  })
  expect(kept.get('spent/2026-10')).toMatchObject({ pictures: 1, dollars: 0.5 })
})

test('300 tasks are remembered by name; the count goes on', async () => {
  const book = open()
  for (let at = 0; at < 305; at++) await book.count(task(at), now(), 0.01)
  expect(await book.thisMonth()).toEqual({ month: '2026-11', pictures: 305, dollars: 3.05 })
  expect(kept.get('spent/2026-11')).toMatchObject({ tasks: { length: 300, 299: task(304) } })
})

test('months older than a year are removed', async () => {
  const old = { version: 1, pictures: 1, dollars: 1, tasks: [] }
  for (const month of ['2025-10', '2025-11', '2024-12', '2026-02']) kept.set(`spent/${month}`, old)
  kept.set('settings', { version: 1 })
  await open().count(task('a'), now(), 1)
  expect([...kept.keys()].sort()).toEqual([
    'settings',
    'spent/2025-11',
    'spent/2026-02',
    'spent/2026-11',
  ])
})

test('a month that can’t be read begins anew', async () => {
  kept.set('spent/2026-11', { version: 4 })
  expect(await open().count(task('a'), now(), 1)).toMatchObject({ pictures: 1, dollars: 1 })
})

test('a storage that is full is said, and the next task is counted all the same', async () => {
  const book = open()
  full = true
  await expect(book.count(task('a'), now(), 1)).rejects.toMatchObject({ code: 'storage-failed' })
  full = false
  expect(await book.count(task('b'), now(), 1)).toMatchObject({ pictures: 1 })
})
