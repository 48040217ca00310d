import { readFileSync } from 'node:fs'
import { type Alarm, type PluginClient, connect } from '../../../contract/protocol/client.ts'
import { Recipe, recipeKey } from '../../../contract/model/plugin-data/recipe.ts'
import { defaultSettings, type Settings } from '../../../contract/model/client-storage/settings.ts'
import type { UsableSource } from '../../../contract/model/source.ts'
import { systemAlarm } from '../../../ui/lib/timer.ts'
import { createRateLimiter } from '../../../ui/services/hiapi/rate-limiter.ts'
import type { Network } from '../../../ui/services/hiapi/connectivity.ts'
import type { Engine } from '../../../ui/engine/engine.ts'
import { isSettled, type Job } from '../../../ui/engine/jobs/job.ts'
import type { References } from '../../../ui/services/references/references.ts'
import { startEngine } from '../../../ui/engine/start-engine.ts'
import { type HiapiServer, type ServerOptions, startHiapi } from '../../hiapi/server.ts'
import { createDocument, person } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import type { Clock } from '../../host/clock.ts'
import { createNodeEnv } from '../../host/env/node.ts'
import { loadQuickest } from '../../host/env/quickest.ts'
import { createHost } from '../../host/host.ts'
import type { Manifest } from '../../host/manifest.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'
import type { AdjustableClock } from '../../adjustable-clock.ts'
import { createFastClock } from './fast-clock.ts'
import type { Pixels } from '../../../ui/services/images/image-codec.ts'
import { nodePixels } from './node-pixels.ts'
import { orderFor, type Wish } from './wish.ts'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

/** The built plugin half in the stand-in, the real engine in Node, and a local HiAPI between them. */
export interface Rig {
  readonly document: HostDocument
  readonly server: HiapiServer
  readonly run: PluginRun
  readonly caller: PluginClient
  readonly engine: Engine
  readonly references: References
  readonly person: ReturnType<typeof person>
  /** Mended as a designer would in Settings. */
  settings: Settings
  network: Network
  /** The window's; its wall time can be set. */
  readonly clock: AdjustableClock
  /** What the window hears of the selection. */
  open(): Promise<ResponseOf<'open'>>
  /** Selects, reads the selection as the window does, and presses Generate. */
  generate(order: Partial<Wish> & { readonly frames: readonly string[] }): Promise<void>
  /** The jobs, once all of them have come to an end. */
  settled(): Promise<readonly Job[]>
  /** Resolves as soon as the jobs are so. */
  until(isSo: (jobs: readonly Job[]) => boolean): Promise<readonly Job[]>
  recipeOf(node: string): Recipe
  close(): Promise<void>
}

/** Quick tasks of small pictures; everything else is as in life. */
const quick: ServerOptions = {
  durations: { queued: 20, handling: 60, archiving: 20 },
  pictureScale: 0.1,
}

/** What a test may have otherwise than in life. */
export interface Footing {
  /** Exports, as the stand-in makes them; a promise holds one up. */
  readonly onExport?: (node: string) => Promise<void> | null
  readonly alarm?: Alarm
  /** The stand-in's own time: what it measures blocks of Figma's thread by. */
  readonly hostClock?: Clock
  /** Told after each request has left the window. */
  readonly onSent?: (name: string) => void
  /** The window's work with pixels, where it is to fail. */
  readonly pixels?: Pixels
}

export async function createRig(
  options: ServerOptions = {},
  { onExport, alarm = systemAlarm, hostClock, onSent, pixels = nodePixels }: Footing = {},
): Promise<Rig> {
  const server = await startHiapi({ ...quick, ...options })
  const document = createDocument()
  const faults: string[] = []
  const manifest = JSON.parse(read('manifest.json')) as Manifest
  const host = createHost({
    env: createNodeEnv(loadQuickest),
    ...(onExport === undefined ? {} : { onExport }),
    ...(hostClock === undefined ? {} : { clock: hostClock }),
    manifest,
    mainJs: read('dist/main.js'),
    uiHtml: read('dist/ui.html'),
    document,
    onPluginError: (fault) => faults.push(fault.message),
  })
  const run = await host.runPlugin({ command: 'generate' })
  const caller = connect(
    {
      send: (message) => {
        run.ui.postMessage(message)
        onSent?.((message as { name: string }).name)
      },
      receive: (listener) => run.ui.onMessage(listener),
    },
    (error) => faults.push(error.message),
    alarm,
  )
  const rig = {
    settings: { ...defaultSettings, apiKey: 'sk-rig', apiAddress: server.apiUrl },
    network: { online: () => true, refusedByPolicy: () => Promise.resolve(false) } as Network,
  }
  const clock = createFastClock(20)
  const rateLimiter = createRateLimiter(clock, Math.random, 10_000)
  const shared = {
    plugin: caller,
    clock,
    rateLimiter,
    fetch,
    random: Math.random,
    pixels,
    network: {
      online: () => rig.network.online(),
      refusedByPolicy: (url: string) => rig.network.refusedByPolicy(url),
    },
  }
  let ids = 0
  const { engine, references } = startEngine({
    ...shared,
    newId: () => `${String(Date.now())}-${String(++ids)}`,
    settings: {
      get: () => rig.settings,
      set: (next) => {
        rig.settings = next
      },
    },
  })
  const does = person(document)

  const until: Rig['until'] = (isSo) =>
    new Promise((resolve) => {
      const check = () => {
        const { jobs } = engine.snapshot()
        if (!isSo(jobs)) return
        unsubscribe()
        resolve(jobs)
      }
      const unsubscribe = engine.subscribe(check)
      check()
    })

  return Object.assign(rig, {
    document,
    server,
    run,
    caller,
    clock,
    engine,
    references,
    person: does,
    open: () => caller.call('open', {}),
    async generate({ frames, ...wish }: Partial<Wish> & { readonly frames: readonly string[] }) {
      does.select(frames)
      const { sources } = await caller.call('open', {})
      engine.start(
        orderFor(
          sources.filter((source): source is UsableSource => source.usable),
          wish,
        ),
      )
    },
    settled: () => until((jobs) => jobs.length > 0 && jobs.every(isSettled)),
    until,
    recipeOf: (node: string) =>
      Recipe.parse(
        JSON.parse(document.node(node).pluginData[`${manifest.id}/${recipeKey}`] ?? 'null'),
      ),
    async close() {
      run.close()
      await server.close()
      if (faults.length > 0) throw new Error(`The plugin complained: ${faults.join('; ')}`)
    },
  })
}
