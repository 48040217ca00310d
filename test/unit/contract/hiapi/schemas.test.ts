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

const picture = 'https://cdn.hiapi.ai/picture.png'
const other = 'https://cdn.hiapi.ai/other'

test.each([
  [
    'that says so, though one of a new type comes first',
    [
      ['preview', other],
      ['image', picture],
    ],
  ],
  [
    'that says so by its media type',
    [
      ['application/json', other],
      ['image/png', picture],
    ],
  ],
  [
    'of a new type where none says so',
    [
      ['video', other],
      ['picture', picture],
    ],
  ],
  [
    'that comes first of several',
    [
      ['image', picture],
      ['image', other],
    ],
  ],
])('the picture of a task is the output %s', (_, outputs) => {
  const output = outputs.map(([type, url]) => ({ type, url }))
  expect(readTask({ taskId: 'tk-1', status: 'success', output }, [])?.pictureUrl).toBe(picture)
})
