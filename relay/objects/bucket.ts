import { AwsClient } from 'aws4fetch'
import { checkStore, ObjectError, type ObjectStore } from './object-store.ts'

/** The longest time for which S3 signs an address; seconds. */
const longestAddress = 7 * 24 * 3_600

/** Milliseconds until a bucket must have answered, and the bytes of a body that it gets one more for. */
const timeLimit = { least: 20_000, bytes: 200 }

export interface BucketOptions {
  /** The address of the bucket, without a slash at its end; objects are below it. */
  readonly address: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly fetch: typeof fetch
}

/** Objects in a bucket that speaks S3. */
export function createBucket(options: BucketOptions): ObjectStore {
  const { address, region, accessKeyId, secretAccessKey, fetch } = options
  // The caller decides whether to try again.
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })
  const urlOf = (key: string) => `${address}/${key.split('/').map(encodeURIComponent).join('/')}`

  async function send(method: string, key: string, body?: Uint8Array, type?: string) {
    const limit = new AbortController()
    // Without an answer, one order after the other would wait for minutes.
    const late = setTimeout(
      () => {
        limit.abort()
      },
      timeLimit.least + (body?.length ?? 0) / timeLimit.bytes,
    )
    try {
      const request = await aws.sign(urlOf(key), {
        method,
        ...(body && { body: Buffer.from(body), headers: { 'content-type': type ?? '' } }),
      })
      return await fetch(request, { signal: limit.signal })
    } catch (error) {
      throw new ObjectError(error instanceof Error ? error.message : String(error), {
        cause: error,
      })
    } finally {
      // The object itself may flow for as long as whoever reads it takes.
      clearTimeout(late)
    }
  }

  /** @throws {ObjectError} unless the answer is a success or has one of the other expected statuses */
  async function expectStatus(response: Response, ...others: readonly number[]): Promise<void> {
    if (response.ok || others.includes(response.status)) return
    await response.body?.cancel()
    throw new ObjectError(`The bucket answered with ${response.status}.`)
  }

  const store: ObjectStore = {
    async put(key, bytes, type) {
      const response = await send('PUT', key, bytes, type)
      await expectStatus(response)
      await response.body?.cancel()
    },
    async get(key) {
      const response = await send('GET', key)
      await expectStatus(response, 404)
      if (response.ok) return response.body as ReadableStream<Uint8Array> | null
      await response.body?.cancel()
      return null
    },
    async has(key) {
      const response = await send('HEAD', key)
      await expectStatus(response, 404)
      return response.ok
    },
    async delete(key) {
      const response = await send('DELETE', key)
      await expectStatus(response, 404)
      await response.body?.cancel()
    },
    async address(key, seconds) {
      const url = new URL(urlOf(key))
      url.searchParams.set('X-Amz-Expires', String(Math.min(seconds, longestAddress)))
      url.searchParams.set('x-amz-content-sha256', 'UNSIGNED-PAYLOAD')
      const signed = await aws.sign(url.href, { method: 'GET', aws: { signQuery: true } })
      return signed.url
    },
    check: () => checkStore(store),
  }
  return store
}
