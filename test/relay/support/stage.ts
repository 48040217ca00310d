import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type HiapiServer, startHiapi, type ServerOptions } from '../../hiapi/server.ts'
import { openDatabase } from '../../../relay/store/open.ts'
import type { Database, SqlRow } from '../../../relay/store/database.ts'
import { memberOf, type MemberClient } from './member.ts'
import { findPostgres } from './postgres-binaries.ts'
import { addMember, ownerToken, relayAddress } from './relay-process.ts'
import { newPostgresDatabase } from './shared-postgres.ts'
import { type Environment, type RelayProcess, spawnRelay } from './spawn-relay.ts'

/** Takes what is to be done when a file's tests are over. */
type WhenOver = (end: () => void | Promise<void>) => void

export const signingKey = 'a-signing-key-of-the-account'

export type Engine = 'sqlite' | 'postgres'
/** Those that can be had here. */
export const engines: readonly Engine[] =
  findPostgres() === null ? ['sqlite'] : ['sqlite', 'postgres']

export type StageOptions = {
  engine?: Engine
  /** How many relays on one database. */
  relays?: number
  hiapi?: ServerOptions
  environment?: Environment
}

/** A HiAPI within reach of the test, relays in processes of their own, and their database. */
export type Stage = {
  hiapi: HiapiServer
  relays: RelayProcess[]
  environment: Environment
  owner: MemberClient
  /** At the first relay, or at another. */
  member(id: string, ...options: string[]): Promise<MemberClient>
  at(relay: number, client: MemberClient): MemberClient
  database: Database
  /** Everything that a request must not change where it is refused. */
  everything(): Promise<Record<string, readonly SqlRow[]>>
}

/** One stage for all tests of a `describe`. */
export function useStage(options: StageOptions = {}): () => Stage {
  let stage: Stage | undefined
  const ends: (() => void | Promise<void>)[] = []
  beforeAll(async () => {
    stage = await openStage(options, (end) => void ends.push(end))
  })
  afterAll(async () => {
    for (const end of ends.reverse()) await end()
  })
  return () => {
    if (stage === undefined) throw new Error('The stage is not open yet.')
    return stage
  }
}

async function openStage(options: StageOptions, whenOver: WhenOver): Promise<Stage> {
  const { engine = 'sqlite', relays: count = 1 } = options
  const hiapi = await startHiapi({
    durations: { queued: 5, handling: 20, archiving: 5 },
    pictureScale: 0.02,
    webhook: { signingKey },
    ...options.hiapi,
  })
  whenOver(() => hiapi.close())
  const data = await mkdtemp(join(tmpdir(), 'restage-relay-'))
  whenOver(() => rm(data, { recursive: true, force: true }))
  const address = await databaseAddress(engine, data)
  const environments: Environment[] = []
  for (let each = 0; each < count; each++) {
    const { listen, url } = await relayAddress()
    environments.push({
      HIAPI_KEY: 'sk-one',
      HIAPI_ADDRESS: hiapi.apiUrl,
      RELAY_OUTPUT_HOSTS: hiapi.picturesUrl,
      RELAY_WEBHOOK_KEY: signingKey,
      RELAY_PUBLIC_URL: url,
      RELAY_DATA: data,
      RELAY_DATABASE: address,
      RELAY_PER_MINUTE: '100000',
      RELAY_LISTEN: listen,
      ...options.environment,
    })
  }
  const relays: RelayProcess[] = []
  for (const each of environments) {
    const relay = await spawnRelay(each)
    relays.push(relay)
    whenOver(() => relay.kill())
  }
  const [environment = {}] = environments
  const database = await openDatabase({ address, listenAddress: null })
  whenOver(() => database.close())
  const addressOf = (relay: number) => relays[relay]?.address ?? ''
  return {
    hiapi,
    relays,
    environment,
    owner: memberOf(addressOf(0), await ownerToken(environment)),
    member: async (id, ...more) =>
      memberOf(addressOf(0), await addMember(environment, id, ...more)),
    at: (relay, { token }) => memberOf(addressOf(relay), token),
    database,
    async everything() {
      const rows = (sql: string) => database.query(sql)
      return {
        tasks: await rows(
          'SELECT id, member, state, seq, completed, upstream_id, output, error, price FROM task ORDER BY id',
        ),
        spend: await rows('SELECT * FROM spend ORDER BY member, month'),
        members: await rows('SELECT * FROM member ORDER BY id'),
        references: await rows('SELECT * FROM reference ORDER BY member, sha256'),
        objects: await rows('SELECT key FROM object ORDER BY key'),
      }
    },
  }
}

async function databaseAddress(engine: Engine, data: string): Promise<string> {
  return engine === 'sqlite' ? `file:${data}/relay.db` : newPostgresDatabase()
}
