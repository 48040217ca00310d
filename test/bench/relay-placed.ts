import { systemClock } from '../../ui/lib/clock.ts'
import { openStage, select, type Stage, tick } from '../browser/support/stage.ts'
import { hiapiTasksOf } from '../relay/support/between.ts'
import { grainyPictures } from './meter/grainy-pictures.ts'
import { plainBodies } from './baseline/plain-bodies.ts'
import { readPlaced } from './meter/placed.ts'
import { runPlainClient } from './baseline/plain-client.ts'

const frames = ['Poster', 'Mobile screen', 'Card', 'Landing hero', 'Banner', 'Dashboard']
const ratios = ['1:1', '3:2', '2:3', '16:9']
const jobs = frames.length * ratios.length
/** Spread, so that no rhythm of asking happens to fit them. */
const durations = { queued: 300, handling: [2_000, 9_000], archiving: 300 } as const
const patience = 300_000

/** Milliseconds from a success at HiAPI. */
export type Lags = {
  /** To the picture on the canvas, of the plugin in Chromium with a relay. */
  readonly relay: readonly number[]
  /** To the downloaded picture, of a plain client that asks HiAPI for each of its tasks every three seconds. */
  readonly plain: readonly number[]
}

/** Both at once, and of the same HiAPI. */
export async function measureRelayPlaced(): Promise<Lags> {
  const pictures = await grainyPictures(ratios)
  const stage = await openStage({
    engine: 'quickjs',
    hasRelay: true,
    hiapi: {
      durations,
      keepBodies: false,
      paint: ({ ratio }) => Promise.resolve(pictures.get(ratio) ?? new Uint8Array()),
    },
  })
  try {
    const { hiapi, relay } = stage.playground
    if (hiapi === null || relay === null) throw new Error('The stage has no relay')
    const endOf = (task: string) => hiapi.hiapi.tasks.get(task)?.endsAt ?? Number.NaN
    const plain: number[] = []
    await Promise.all([
      generate(stage),
      runPlainClient({
        fetch,
        clock: systemClock,
        api: hiapi.apiUrl,
        key: 'sk-plain',
        bodies: plainBodies(jobs),
        onPicture: (task) => plain.push(Date.now() - endOf(task)),
      }),
    ])
    const names = await hiapiTasksOf(relay)
    const placed = await stage.page.evaluate(readPlaced)
    return { relay: placed.map(({ task, at }) => at - endOf(names.get(task) ?? '')), plain }
  } finally {
    await stage.close()
  }
}

async function generate(stage: Stage): Promise<void> {
  const { window, page } = stage
  await page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    const settings = playground?.host.storage.get('settings') as object
    playground?.host.storage.set('settings', { ...settings, confirmAbove: 1_000 })
    await playground?.run()
  })
  await select(stage, frames)
  await window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await tick(stage, ratios)
  await window.getByRole('button', { name: `Generate ${String(jobs)} pictures` }).click()
  const all = window.getByRole('status').filter({ hasText: `${String(jobs)} of ${String(jobs)}` })
  await all.waitFor({ state: 'attached', timeout: patience })
}
