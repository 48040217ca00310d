import { expect, test } from 'vitest'
import { createScreenLog, startScreen } from '../../../relay/screen.ts'

const started = { address: 'http://localhost:8790', reach: 'HiAPI is asked for results.' }

test('the first screen has address and token, later ones the address alone', () => {
  const first = startScreen({ ...started, token: 'rst_owner_one' })
  expect(first).toContain('http://localhost:8790')
  expect(first).toContain('rst_owner_one')
  expect(startScreen({ ...started, token: null })).not.toMatch(/token is shown|rst_/)
})

test('a terminal shows what goes wrong, and no request that was answered', () => {
  const lines: string[] = []
  const log = createScreenLog((text) => lines.push(text))
  log({ event: 'request', route: '/v1/tasks', status: 200, member: 'ann' })
  log({ event: 'picture not fetched', task: 'tk-relay-1', status: 404 })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d {2}picture not fetched · tk-relay-1 · 404\n$/)
})
