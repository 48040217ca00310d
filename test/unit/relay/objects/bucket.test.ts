import { expect, onTestFinished, test, vi } from 'vitest'
import { createBucket } from '../../../../relay/objects/bucket.ts'
import { ObjectError } from '../../../../relay/objects/object-store.ts'

/** A bucket that takes the connection, and never answers. */
function silentBucket() {
  const answer = vi.fn<typeof fetch>(
    (_, init) =>
      new Promise((_resolve, reject) => {
        const fail = () => {
          reject(new Error('aborted'))
        }
        if (init?.signal?.aborted === true) fail()
        init?.signal?.addEventListener('abort', fail)
      }),
  )
  return createBucket({
    address: 'https://bucket.example.com',
    region: 'eu',
    accessKeyId: 'key',
    secretAccessKey: 'secret',
    fetch: answer,
  })
}

test('a bucket that never answers is given up', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const bucket = silentBucket()
  const asked = [
    bucket.has('ref/1'),
    bucket.get('ref/1'),
    bucket.put('ref/1', new Uint8Array(1_000_000), 'image/png'),
    bucket.check(),
  ]
  for (const each of asked) each.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(90_000)
  for (const each of asked) await expect(each).rejects.toThrow(ObjectError)
})
