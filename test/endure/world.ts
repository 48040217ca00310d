import { readFileSync } from 'node:fs'
import { defaultSettings, type Settings } from '../../contract/model/client-storage/settings.ts'
import { type AdjustableClock, adjustable } from '../adjustable-clock.ts'
import { createHiapi, type Hiapi, type HiapiOptions } from '../hiapi/api/api.ts'
import { virtualFetch } from '../hiapi/virtual.ts'
import { createVirtualClock, type VirtualClock } from '../hiapi/virtual-clock.ts'
import { addPage, addRectangle, createDocument, solid } from '../host/builders.ts'
import type { HostDocument } from '../host/document/document.ts'
import type { Manifest } from '../host/manifest.ts'
import type { Engine } from '../host/sandbox/realm.ts'
import { loadQuickest } from '../host/env/quickest.ts'
import { ClientStorage } from '../host/storage.ts'
import { addPoster } from '../sandbox/support/frames.ts'
import { seeded } from '../seeded.ts'
import { paintOnce } from './materials.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** The plugin as it was built. */
export const built = {
  manifest: JSON.parse(read('manifest.json')) as Manifest,
  mainJs: read('dist/main.js'),
}

/** What outlives the plugin: a file, a designer's storage, and HiAPI. */
export interface World {
  readonly document: HostDocument
  readonly storage: ClientStorage
  readonly hiapi: Hiapi
  /** The window's way to HiAPI. */
  readonly fetch: typeof fetch
  /** What the designer has in Settings. */
  readonly account: Account
  /** HiAPI's name of a task that the window knows: a relay between them has another one. */
  hiapiNames(): Promise<(task: string) => string>
  /** The time itself, which HiAPI goes by. */
  readonly clock: VirtualClock
  /** The clock of the designer's computer: it can be set wrong, and set right again. */
  readonly computer: AdjustableClock
  /** What runs the plugin half. */
  readonly loadEngine: () => Promise<Engine>
  /** The frames that pictures are asked for. */
  readonly sources: readonly string[]
  readonly otherPage: string
  readonly random: () => number
  readonly newId: () => string
  /** Ends what of it is a process. */
  close(): Promise<void>
}

export type Account = Pick<Settings, 'apiKey' | 'apiAddress'>

/** It is to be found in the storage and on the wire to the API, and nowhere else. */
export const apiKey = 'sk-endure-9f1b7c'
/** Another one, of another account. */
export const otherKey = 'sk-second-4471aa'

/** All worlds begin at once: the names of their tasks are the same, and so are their pictures. */
const dawn = Date.now()

/** Keeps the network between the window and HiAPI from being instant. */
const latencyMs = 120

/** What HiAPI is like in every world: tasks of a few seconds. */
export const hiapiOptions = {
  durations: { queued: 1_000, handling: [3_000, 8_000], archiving: 500 },
  pictureScale: 0.02,
  paint: paintOnce,
} as const satisfies HiapiOptions

/** A new file with two small frames and things that are none of the plugin's business. The time is virtual. */
export function createWorld(
  options: HiapiOptions = {},
  seed = 1,
  loadEngine: () => Promise<Engine> = loadQuickest,
): World {
  const clock = createVirtualClock(dawn)
  const random = seeded(seed)
  const hiapi = createHiapi({ now: clock.now, random, ...hiapiOptions, ...options })
  return furnish({
    clock,
    random,
    hiapi,
    loadEngine,
    account: { apiKey, apiAddress: defaultSettings.apiAddress },
    fetch: virtualFetch(hiapi, clock, { latencyMs }),
    hiapiNames: () => Promise.resolve((task) => task),
    close: () => Promise.resolve(),
  })
}

/** Adds a designer with a new file to the rest of the world. */
export function furnish(
  rest: Omit<World, 'document' | 'storage' | 'computer' | 'sources' | 'otherPage' | 'newId'>,
): World {
  const document = createDocument()
  const page = document.currentPage
  const sources = ['Poster', 'Card'].map((name, index) =>
    addPoster(document, name, { x: index * 400, y: 0, width: 24, height: index * 8 + 24 }),
  )
  addRectangle(document, page, { name: 'Note', x: 60, y: 300, fills: [solid('#ffcc00')] })
  const otherPage = addPage(document, 'Elsewhere')
  addRectangle(document, otherPage, { name: 'Far away', fills: [solid('#00ccff')] })
  const storage = new ClientStorage()
  storage.set('settings', { ...defaultSettings, ...rest.account })
  let ids = 0
  return {
    ...rest,
    document,
    storage,
    computer: adjustable(rest.clock),
    sources,
    otherPage,
    newId: () => `id${String(++ids).padStart(4, '0')}`,
  }
}
