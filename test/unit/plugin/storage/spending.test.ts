import { beforeEach, expect, test } from 'vitest'
import { TaskId } from '../../../../contract/model/ids.ts'
import { createSpendingBook } from '../../../../plugin/storage/spending.ts'
import { ClientStorage } from '../../../host/storage.ts'

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
})

test('a task is counted once, however often it is told and by whichever window', async () => {
  const book = open()
  await Promise.all([book, open(), book].map((each) => each.count(task('a'), now(), 0.5)))
  expect(await open().count(task('a'), now(), 0.5)).toBeNull()
  expect(await book.thisMonth()).toMatchObject({ pictures: 1, dollars: 0.5 })
  today = new Date(2026, 11, 1)
  expect(await open().count(task('a'), now(), 0.5)).toBeNull()
  expect(await book.thisMonth()).toEqual({ month: '2026-12', pictures: 0, dollars: 0 })
})

test('nothing that two windows count at the same time is lost', async () => {
  const [one, other] = [open(), open()]
  await Promise.all(
    [one, other, one, other].map((book, at) => book.count(task(at), now(), 0.01 * (at + 1))),
  )
  expect(await open().thisMonth()).toMatchObject({ pictures: 4, dollars: 0.1 })
})

test('a task counts in the month in which it was created', async () => {
  const october = new Date(2026, 9, 31, 23, 59).getTime()
  expect(await open().count(task('a'), october, 0.5)).toMatchObject({
    month: '2026-11',
    dollars: 0,
  })
  today = new Date(2026, 9, 31)
  expect(await open().thisMonth()).toMatchObject({ pictures: 1, dollars: 0.5 })
})

test('what was counted two months ago is removed; what can’t be read is no number', async () => {
  await open().count(task('a'), now(), 1)
  today = new Date(2026, 11, 1)
  await open().count(task('b'), now(), 1)
  today = new Date(2027, 0, 1)
  kept.set('spent/2027-01/task_x/much', true)
  kept.set('settings', { version: 1 })
  expect(await open().count(task('c'), now(), 1)).toMatchObject({ pictures: 2, dollars: 1 })
  expect([...kept.keys()].sort()).toEqual([
    'settings',
    'spent/2026-12/task_b/1',
    'spent/2027-01/task_c/1',
    'spent/2027-01/task_x/much',
  ])
})

test('a storage that is full is said, and the next task is counted all the same', async () => {
  const book = open()
  full = true
  await expect(book.count(task('a'), now(), 1)).rejects.toMatchObject({ code: 'storage-failed' })
  full = false
  expect(await book.count(task('b'), now(), 1)).toMatchObject({ pictures: 1 })
})

test('a task that cost nothing is taken back, whichever window counted it', async () => {
  const book = open()
  await book.count(task('a'), now(), 0.5)
  await book.count(task('b'), now(), 0.25)
  expect(await open().uncount(task('a'))).toMatchObject({ pictures: 1, dollars: 0.25 })
  expect(await book.uncount(task('a'))).toMatchObject({ pictures: 1, dollars: 0.25 })
  expect(await book.thisMonth()).toMatchObject({ pictures: 1, dollars: 0.25 })
})

test('a cost that is no number counts as unknown', async () => {
  const book = open()
  await book.count(task('a'), now(), 0.5)
  kept.set('spent/2026-11/task_b/Infinity', true)
  expect(await book.thisMonth()).toMatchObject({ pictures: 2, dollars: 0.5 })
})
