import { AwsClient } from 'aws4fetch'
import { expect, onTestFinished, test } from 'vitest'
import { startS3 } from '../support/s3.ts'

test('S3 keeps an object, gives it at a presigned address, and stops', async () => {
  const s3 = await startS3('pictures')
  onTestFinished(() => s3.stop().catch(() => undefined))
  const { accessKeyId, address, bucket, region, secretAccessKey } = s3
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })
  const url = `${address}/${bucket}/ref/one.png`
  const headers = { 'content-type': 'image/png' }
  expect((await client.fetch(url)).status).toBe(404)
  expect((await client.fetch(url, { method: 'PUT', body: 'bytes', headers })).status).toBe(200)
  const presigned = new URL(url)
  presigned.searchParams.set('X-Amz-Expires', '60')
  const signed = await client.sign(presigned, { aws: { signQuery: true } })
  const response = await fetch(signed.url)
  expect([response.headers.get('content-type'), await response.text()]).toEqual([
    'image/png',
    'bytes',
  ])
  expect((await client.fetch(url, { method: 'DELETE' })).status).toBe(204)
  expect((await client.fetch(url, { method: 'HEAD' })).status).toBe(404)
  await s3.stop()
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('two of them keep nothing in common', async () => {
  const [one, two] = await Promise.all([startS3(), startS3()])
  onTestFinished(async () => {
    await Promise.all([one.stop(), two.stop()])
  })
  const { accessKeyId, secretAccessKey, region } = one
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })
  await client.fetch(`${one.address}/${one.bucket}/a`, { method: 'PUT', body: 'bytes' })
  expect((await client.fetch(`${two.address}/${two.bucket}/a`)).status).toBe(404)
})
