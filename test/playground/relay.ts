import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createScreenLog } from '../../relay/screen.ts'
import { readSettings } from '../../relay/settings.ts'
import { startRelay } from '../../relay/start-relay.ts'
import type { HiapiServer } from '../hiapi/server.ts'
import { freePort } from '../relay/support/free-port.ts'

export type PlaygroundRelay = {
  address: string
  /** The owner's: the window's key. */
  token: string
  close(): Promise<void>
}

/** With what the local HiAPI signs its callbacks. */
export const signingKey = 'signed-in-the-playground'

/** What a relay is told that stands before the local HiAPI, which reaches it. */
export const environmentBefore = (
  { apiUrl, picturesUrl }: Pick<HiapiServer, 'apiUrl' | 'picturesUrl'>,
  data: string,
  port: number,
) => ({
  HIAPI_KEY: 'sk-relay',
  HIAPI_ADDRESS: apiUrl,
  RELAY_OUTPUT_HOSTS: picturesUrl,
  RELAY_WEBHOOK_KEY: signingKey,
  RELAY_DATA: data,
  RELAY_LISTEN: `127.0.0.1:${port}`,
  RELAY_PUBLIC_URL: `http://localhost:${port}`,
})

/**
 * A relay between the window and the local HiAPI, which reaches it: references by address, ends by
 * callback. What it stores is gone when it closes.
 */
export async function startPlaygroundRelay(hiapi: HiapiServer): Promise<PlaygroundRelay> {
  const data = await mkdtemp(join(tmpdir(), 'restage-playground-'))
  const port = await freePort()
  const settings = readSettings(environmentBefore(hiapi, data, port))
  const relay = await startRelay(settings, createScreenLog(console.error))
  return {
    address: relay.address,
    token: relay.ownerToken ?? '',
    async close() {
      await relay.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
