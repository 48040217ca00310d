import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type ListedPrices, pricesOf, publicPriceList } from '../contract/hiapi/price-list.ts'
import { createCallers } from './http/caller.ts'
import { createApp } from './http/app.ts'
import { createListener } from './http/listener.ts'
import { createBodyReader } from './http/read-body.ts'
import { detailOf, type Log } from './log.ts'
import { monotonic } from './monotonic.ts'
import { createBucket } from './objects/bucket.ts'
import { createFolder } from './objects/folder.ts'
import { bytesOf, identityKey, type ObjectStore } from './objects/object-store.ts'
import { createDerivations, type Derivations } from './orders/derive.ts'
import { priceTable } from './orders/price.ts'
import { readSecretFile, relaySecret, writeSecretFile } from './secrets.ts'
import type { Settings } from './settings.ts'
import { audit } from './store/audit.ts'
import type { Database } from './store/database.ts'
import { addMember, listMembers } from './store/members.ts'
import { agreeOn, readMeta } from './store/meta.ts'
import { openDatabase } from './store/open.ts'
import { startText } from './text.ts'
import { createUpstream } from './upstream/client.ts'
import { createContactLog } from './upstream/contact.ts'
import { leadsHere } from './upstream/test-address.ts'
import { startDispatcher } from './queue/dispatcher.ts'
import { reported } from './queue/pace.ts'
import type { WorkParts } from './queue/parts.ts'
import { createLifetimes } from './queue/lifetimes.ts'
import { createReachKeeper } from './queue/reach-keeper.ts'
import { changePace } from './queue/submit.ts'
import { sweep } from './queue/sweep.ts'

const minute = 60_000
const hour = 60 * minute
/** Milliseconds between tests of the public address. */
const testInterval = 5 * minute

/** Why a relay can't be started with its settings, in one sentence. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

export interface Relay {
  /** The address that it listens on. */
  readonly address: string
  /** The owner's token if it was made at this start; it is not shown again. */
  readonly ownerToken: string | null
  /** How HiAPI and the relay reach each other, in one or two sentences. */
  reach(): Promise<string>
  close(): Promise<void>
}

/**
 * Starts a relay: its database, its objects, its HTTP server and its work on tasks.
 *
 * @throws {StartError | DatabaseError | ObjectError}
 */
export async function startRelay(settings: Settings, log: Log): Promise<Relay> {
  const derive = createDerivations(await relaySecret(settings.secret, settings.data))
  const database = await openDatabase(settings.database)
  const objects = objectStore(settings)
  await requireSame(database, objects, derive, log)
  const key = settings.hiapiKey ?? (await readSecretFile(settings.data, 'hiapi-key')) ?? ''
  if (key === '') log({ event: 'no key', detail: startText.noKey })

  const closing = new AbortController()
  const timers: NodeJS.Timeout[] = []
  let listed: ListedPrices = new Map()
  const today = () => new Date().toISOString().slice(0, 10)

  const reach = createReachKeeper(
    database,
    { publicUrl: settings.publicUrl, hasBucket: settings.objects.kind === 's3' },
    (sentence) => {
      log({ event: 'reach', detail: sentence })
      audit(database, {
        member: null,
        actor: 'relay',
        action: 'reach changed',
        detail: sentence,
      }).catch(logged('audit not written'))
    },
  )
  const upstream = createUpstream({
    fetch,
    address: settings.hiapiAddress,
    key: () => key,
    onContact: createContactLog(log, monotonic),
    onLimits: (limits) => {
      if (limits.limit === null && limits.remaining !== 0) return
      changePace(parts, (pace, now) => reported(pace, limits, now)).catch(logged('pace not kept'))
    },
  })
  const parts: WorkParts = {
    database,
    objects,
    upstream,
    derive,
    reach,
    lifetimes: createLifetimes(),
    settings,
    log,
    prices: () => priceTable(listed, today()),
    fetch,
    random: Math.random,
    relay: randomBytes(8).toString('hex'),
  }

  function logged(event: string) {
    return (error: unknown) => {
      log({ event, detail: detailOf(error) })
    }
  }

  function regularly(ms: number, event: string, act: () => Promise<void>): void {
    const timer = setInterval(() => {
      act().catch(logged(event))
    }, ms)
    timer.unref()
    timers.push(timer)
  }

  const testAddress = async () => {
    if (settings.publicUrl === null) return
    const isPublic = await leadsHere(settings.publicUrl, derive, fetch)
    await reach.note({ kind: 'tested', isPublic })
  }
  const readPrices = async () => {
    const isOwn = new URL(settings.hiapiAddress).origin === 'https://api.hiapi.ai'
    const address = isOwn ? publicPriceList : `${new URL(settings.hiapiAddress).origin}/api/pricing`
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    listed = pricesOf(await response.json())
  }

  let wake: () => void = () => undefined
  const app = createApp({
    ...parts,
    callers: createCallers(database),
    bodies: createBodyReader(),
    hiapiKey: () => key,
    closing: closing.signal,
    wake: () => {
      wake()
    },
  })
  const { server, address } = await listen(
    createListener(
      (request, connection) => app.fetch(request, connection),
      logged('answer broken off'),
    ),
    settings.listen,
  )
  // Earlier orders may have been sent with addresses here: test them before anything is sent again.
  await reach.note({ kind: 'begun' })
  // What HiAPI allowed before, or the owner, may be more by now.
  await changePace(parts, (pace) => ({ ...pace, perMinute: settings.most.perMinute }))
  await testAddress()
  // Made last: if the start failed after it, nobody would see the token.
  const ownerToken = await firstToken(database)
  const dispatcher = startDispatcher(parts)
  wake = dispatcher.wake
  void readPrices().catch(logged('prices not read'))
  regularly(testInterval, 'address not tested', testAddress)
  regularly(24 * hour, 'prices not read', readPrices)
  const sweepAll = () => sweep(database, objects, settings, log)
  // Sweep at the start too: a relay on a laptop may never run for an hour.
  void sweepAll().catch(logged('not swept'))
  regularly(hour, 'not swept', sweepAll)

  return {
    address,
    ownerToken,
    reach: () => reach.sentence(),
    async close() {
      closing.abort()
      for (const timer of timers) clearInterval(timer)
      await dispatcher.close()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
      await database.close()
    },
  }
}

export function objectStore({ objects }: Settings): ObjectStore {
  return objects.kind === 'folder'
    ? createFolder(objects.path)
    : createBucket({ ...objects, fetch: globalThis.fetch })
}

/** Relays of one database must share secret and objects; otherwise each spoils the other's work. */
async function requireSame(
  database: Database,
  objects: ObjectStore,
  derive: Derivations,
  log: Log,
): Promise<void> {
  const moved = await readMeta(database, 'moved_to')
  if (moved !== null) throw new StartError(startText.moved(moved))
  const check = await agreeOn(database, 'secret_check', derive.mac('check'))
  if (!derive.isMac(check, 'check')) throw new StartError(startText.otherSecret)
  let found = await identityOf(objects)
  const known = await readMeta(database, 'objects_id')
  const isShared = database.engine === 'postgres'
  // Another relay that begins at this moment may know the objects' id already, and be about to write it.
  for (let tries = 0; isShared && known !== null && found === null && tries < 10; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    found = await identityOf(objects)
  }
  // A new database, perhaps in place of a lost one, accepts the objects as they are.
  const id = await agreeOn(database, 'objects_id', found ?? randomBytes(16).toString('hex'))
  if (found === id) return
  // A SQLite file belongs to one machine, so that machine has lost its objects. On PostgreSQL the cause may
  // be relays that don't share their objects.
  const isLost = known !== null && !isShared
  if (found !== null || (known !== null && !isLost)) throw new StartError(startText.otherObjects)
  if (isLost) log({ event: 'objects lost', detail: startText.objectsLost })
  await objects.put(identityKey, Buffer.from(id), 'text/plain')
}

/** The id that the first relay has written into a store; null for a new store. */
async function identityOf(objects: ObjectStore): Promise<string | null> {
  const stored = await objects.get(identityKey)
  return stored === null ? null : Buffer.from(await bytesOf(stored)).toString()
}

/**
 * Accepts this store as the database's own, although the objects of the earlier store are lost.
 *
 * @returns whether the database had another store before
 */
export async function takeObjects(database: Database, objects: ObjectStore): Promise<boolean> {
  const found = await identityOf(objects)
  const id = await agreeOn(database, 'objects_id', randomBytes(16).toString('hex'))
  if (found === id) return false
  await objects.put(identityKey, Buffer.from(id), 'text/plain')
  return true
}

/** Makes the owner at the first start; returns the owner's token, or null at any later start. */
async function firstToken(database: Database): Promise<string | null> {
  if ((await listMembers(database)).length > 0) return null
  const owner = { id: 'owner', name: 'Owner', role: 'owner', budget: null } as const
  return addMember(database, owner)
}

async function listen(
  listener: RequestListener,
  { host, port }: Settings['listen'],
): Promise<{ readonly server: Server; readonly address: string }> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener)
    server.listen(port, host, () => {
      const name = host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host
      const at = server.address()
      const own = typeof at === 'object' && at !== null ? at.port : port
      resolve({ server, address: `http://${name}:${own}` })
    })
    server.on('error', (error: Error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE'
      reject(isTaken ? new StartError(startText.taken(port)) : error)
    })
  })
}

/** Writes the owner's token into a file, for a start without a terminal: a log must not contain it. */
export async function keepToken(token: string | null, settings: Settings): Promise<string | null> {
  if (token === null) return null
  return startText.tokenFile(await writeSecretFile(settings.data, 'owner-token', token))
}
