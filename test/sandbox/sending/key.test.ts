import { afterEach, expect, test } from 'vitest'
import { addPoster } from '../support/frames.ts'
import { type Rig, createRig } from '../support/rig.ts'

const key = 'sk-very-secret-5f2c'

let rig: Rig
afterEach(() => rig.close())

test('over a run that goes well and badly, the key goes to the API and nowhere else', async () => {
  rig = await createRig()
  const { hiapi } = rig.server
  await rig.caller.call('saveSettings', { settings: { ...rig.settings, apiKey: key } })
  rig.settings = { ...rig.settings, apiKey: key }
  hiapi.faults.add({ on: 'task', times: 1, fault: { kind: 'fails', message: 'no luck' } })
  hiapi.faults.add({
    on: 'create',
    times: 1,
    fault: { kind: 'error', status: 400, message: 'odd' },
  })
  hiapi.faults.add({ on: 'picture', times: 1, fault: { kind: 'picture-truncated' } })
  const poster = addPoster(rig.document, 'Poster')
  await rig.generate({ frames: [poster], ratios: ['1:1', '2:3', '3:2', '4:3'] })
  const jobs = await rig.settled()
  expect(jobs.map(({ state }) => state.name).sort()).toEqual(['done', 'failed', 'failed', 'failed'])

  const images = JSON.stringify(rig.document.toJSON())
  expect(images).not.toContain(key)
  expect(JSON.stringify(jobs)).not.toContain(key)
  expect(JSON.stringify(rig.engine.snapshot())).not.toContain(key)
  expect(JSON.stringify(rig.run.console)).not.toContain(key)
  expect(JSON.stringify(rig.run.notifications)).not.toContain(key)
  for (const { op, path, query, headers, body } of hiapi.requests) {
    expect(`${path}?${query}`).not.toContain(key)
    expect(Buffer.from(body).includes(key)).toBe(false)
    const carriers = Object.entries(headers).filter(([, value]) => value.includes(key))
    expect(carriers.map(([name]) => name)).toEqual(op === 'picture' ? [] : ['authorization'])
  }
})
