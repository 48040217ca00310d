import { type PluginClient, connect } from '../../contract/protocol/client.ts'
import { NodeId } from '../../contract/model/ids.ts'
import type { SwappableLayer } from '../../contract/model/layer.ts'
import type { UsableSource } from '../../contract/model/source.ts'
import type { AspectRatio } from '../../contract/model/target.ts'
import type { RemakeStarted, Engine } from '../../ui/engine/engine.ts'
import { isSettled, type Job } from '../../ui/engine/jobs/job.ts'
import type { RemakeOrder } from '../../ui/engine/planning/order.ts'
import type { References } from '../../ui/services/references/references.ts'
import { startEngine } from '../../ui/engine/start-engine.ts'
import { createSettingsStore, type SettingsStore } from '../../ui/state/settings.ts'
import type { Clock as HostClock } from '../host/clock.ts'
import { person } from '../host/builders.ts'
import { createHost } from '../host/host.ts'
import type { PluginRun } from '../host/run/plugin-run.ts'
import { type SwapWish, swapOrderFor } from '../sandbox/support/swap-wish.ts'
import { orderFor, type Wish } from '../sandbox/support/wish.ts'
import { createLifeline, mortalClock } from './lifeline.ts'
import { heldEnv, heldPixels } from './materials.ts'
import { type OnTheWire, mortalFetch } from './mortal-fetch.ts'
import { createStepNames, type OnStep } from './steps.ts'
import { built, type World } from './world.ts'

/** Both halves of the plugin, from a designer's opening it to a kill. */
export interface Life {
  readonly engine: Engine
  readonly references: References
  /** As the designer changes them while the window is open. */
  readonly settings: SettingsStore
  /** The plugin half, for what the window asks of it beside its runs. */
  readonly caller: PluginClient
  /**
   * Goes on with what an earlier life left unfinished, as the window does once it is open; resolves
   * once a designer can see whether there is any.
   */
  recover(): Promise<void>
  /** Goes to the frames that are there, selects them and presses Generate, in a window without jobs. */
  generate(
    frames: readonly string[],
    ratios: readonly AspectRatio[],
    wish?: Partial<Wish>,
  ): Promise<void>
  /** Goes to the layers, selects them and presses Swap, in a window without jobs. */
  swap(layers: readonly string[], wish?: SwapWish): Promise<void>
  /** Makes variants again; those that are no longer there are left out. */
  remake(
    nodes: readonly string[],
    way: RemakeOrder['way'],
    basis?: RemakeOrder['basis'],
  ): Promise<RemakeStarted>
  /** Resolves as soon as it is so, and at every change it is looked at. */
  until(isSo: (jobs: readonly Job[]) => boolean): Promise<void>
  /** Resolves once no job goes on by itself: each has come to an end, or the run is paused. */
  atRest(): Promise<void>
}

export interface LifeOptions {
  readonly onStep?: OnStep
  /** For requests that are under way at the kill. */
  readonly onTheWire?: OnTheWire
}

/** A life that was begun; its engine is there once the plugin half has answered. */
export interface Birth {
  readonly life: Promise<Life>
  /** Ends both halves on the spot: nothing of them acts afterwards. */
  kill(): void
  /** Resolves with the kill. */
  readonly over: Promise<void>
}

/**
 * Opens the built plugin half in the stand-in, with the real engine and client, as `ui/main.tsx` does.
 *
 * @throws {Error} by `life`: what the plugin half failed to catch
 */
export function openLife(world: World, options: LifeOptions = {}): Birth {
  const { onStep = () => {}, onTheWire = 'arrives' } = options
  const { document, storage, loadEngine } = world
  const line = createLifeline()
  const clock = mortalClock(world.computer, line)
  const nameOf = createStepNames()
  let run: PluginRun | null = null

  const kill = () => {
    line.cut()
    run?.kill()
  }

  async function open(): Promise<Life> {
    const faults: string[] = []
    const host = createHost({
      ...built,
      env: heldEnv(world.clock, loadEngine),
      uiHtml: '<!doctype html>',
      document,
      storage,
      clock: hostClock(world),
      onStep: (step, detail) => {
        if (!line.isCut()) onStep(nameOf(step, detail))
      },
      onPluginError: ({ message }) => {
        faults.push(message)
        throw new Error(`The plugin half failed to catch: ${message}`)
      },
    })
    const started = await host.runPlugin({ command: 'generate' })
    run = started
    const caller = connect(
      {
        send: (message) => {
          if (!line.isCut()) started.ui.postMessage(message)
        },
        receive: (listener) =>
          started.ui.onMessage((message) => {
            if (!line.isCut()) listener(message)
          }),
      },
      (error) => {
        throw error
      },
      // Whatever is asked in a life is answered, or the life is over.
      () => () => {},
    )
    const opened = await line.carry(caller.call('open', {}))
    const settings = createSettingsStore(opened.settings)
    const { engine, references } = startEngine({
      plugin: caller,
      clock,
      random: world.random,
      newId: world.newId,
      pixels: heldPixels(world.clock),
      fetch: mortalFetch(world.fetch, line, onTheWire, onStep),
      network: { online: () => true, refusedByPolicy: () => Promise.resolve(false) },
      settings,
    })
    const until: Life['until'] = (isSo) =>
      new Promise((resolve) => {
        const check = () => {
          if (line.isCut() || !isSo(engine.snapshot().jobs)) return
          unsubscribe()
          resolve()
        }
        const unsubscribe = engine.subscribe(check)
        check()
      })
    return {
      engine,
      references,
      settings,
      caller,
      recover: () => Promise.race([engine.recover(), until((jobs) => jobs.length > 0)]),
      async generate(frames, ratios, wish = {}) {
        for (;;) {
          const left = frames.filter((frame) => document.has(frame))
          const [first] = left
          if (first === undefined) return
          const does = person(document)
          does.setCurrentPage(document.pageOf(first) ?? document.currentPage)
          does.select(left)
          const { sources } = await line.carry(caller.call('open', {}))
          const usable = sources.filter((source): source is UsableSource => source.usable)
          // Another page came into view meanwhile, where nothing is selected: the button is grey.
          if (usable.length === 0) continue
          engine.start(orderFor(usable, { ratios, ...wish }))
          await until((jobs) => jobs.length > 0)
          return
        }
      },
      async swap(layers, wish) {
        const does = person(document)
        does.select(layers)
        const { layers: selected } = await line.carry(caller.call('open', {}))
        const swappable = selected.filter((layer): layer is SwappableLayer => layer.swappable)
        engine.swap(swapOrderFor(swappable, wish))
        await until((jobs) => jobs.length > 0)
      },
      async remake(nodes, way, basis = 'reference') {
        const asked = nodes.map((node) => NodeId.parse(node))
        const { variants } = await line.carry(caller.call('readRecipes', { nodes: asked }))
        return line.carry(engine.remake({ variants, way, basis }))
      },
      until,
      atRest: () =>
        until((jobs) => engine.snapshot().notice?.kind === 'paused' || jobs.every(isSettled)),
    }
  }

  return {
    life: open(),
    kill,
    over: line.ended,
  }
}

/** The plugin half's timers, in virtual time. */
function hostClock({ clock }: World): HostClock {
  return {
    now: () => performance.now(),
    set: (act, delay) => {
      const timer = new AbortController()
      clock.sleep(delay, timer.signal).then(act, () => {
        // Cleared by the plugin, or by its end.
      })
      return timer
    },
    clear: (timer) => {
      if (timer instanceof AbortController) timer.abort()
    },
  }
}
