import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'

export type S3 = {
  /** Where it answers; the bucket is the first part of the path. */
  address: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** Nothing of it is left. */
  stop(): Promise<void>
}

/**
 * An S3 in this process, with one empty bucket. It is no strict one: it takes requests that are not signed,
 * or signed wrongly.
 */
export async function startS3(bucket = 'restage'): Promise<S3> {
  const directory = await mkdtemp(join(tmpdir(), 'restage-s3-'))
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  })
  const { port } = await server.run()
  return {
    address: `http://127.0.0.1:${port}`,
    bucket,
    region: 'us-east-1',
    // The only account that it knows.
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    async stop() {
      const closed = server.close()
      // Connections that are kept for later would hold it open.
      server.httpServer.closeAllConnections()
      await closed
      await rm(directory, { recursive: true })
    },
  }
}
