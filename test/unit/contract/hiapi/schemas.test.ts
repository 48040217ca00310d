import { expect, test } from 'vitest'
import { readTask } from '../../../../contract/hiapi/schemas.ts'

const own = { taskId: 'tk-relay-1', status: 'fail' }

test.each([
  ['HiAPI itself', own, 'tk-relay-1'],
  ['a relay', { ...own, relay: { hiapiTaskId: 'tk-hiapi-9' } }, 'tk-hiapi-9'],
  ['a relay that has not sent it', { ...own, relay: { hiapiTaskId: null } }, null],
  ['a relay that says something else', { ...own, relay: 1 }, 'tk-relay-1'],
  ['a relay whose words hold the key', { ...own, relay: { hiapiTaskId: 'x-sk-1-x' } }, null],
])('what HiAPI calls a task of %s', (_, task, id) => {
  expect(readTask(task, ['sk-1'])?.hiapiId).toBe(id)
})
