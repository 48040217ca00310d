import { systemClock } from '../../ui/lib/clock.ts'
import { openStage, select, tick } from '../browser/support/stage.ts'
import { startHiapi } from '../hiapi/server.ts'
import { apiRequests } from './meter/api-requests.ts'
import { idealWallTime } from './baseline/ideal.ts'
import { plainBodies } from './baseline/plain-bodies.ts'
import { type PlacedJobs, readPlaced } from './meter/placed.ts'
import { runPlainClient } from './baseline/plain-client.ts'

const [frames, ratios] = [6, ['1:1', '3:2', '2:3', '16:9']]
const jobs = frames * ratios.length
const taskMs = 6_000
const atOnce = 4
const options = {
  durations: { queued: 300, handling: 5_400, archiving: 300 },
  pictureScale: 0.25,
}

export interface RealResult {
  readonly ideal: number
  readonly ours: {
    readonly wall: number
    readonly requests: number
    readonly lags: readonly number[]
  }
  readonly plain: { readonly wall: number; readonly requests: number }
}

/** 24 jobs of 6 s, 4 at once, limits off: the whole plugin in Chromium, and the plain client. */
export async function measureReal(): Promise<RealResult> {
  return {
    ideal: idealWallTime(
      Array.from({ length: jobs }, () => taskMs),
      atOnce,
    ),
    ours: await measurePlugin(),
    plain: await measurePlain(),
  }
}

async function measurePlugin(): Promise<RealResult['ours']> {
  const stage = await openStage({ engine: 'quickjs', hiapi: options })
  try {
    const { window, page, playground } = stage
    await page.evaluate(async (tasksAtOnce) => {
      const { playground: page } = globalThis as unknown as Window
      const settings = page?.host.storage.get('settings') as object
      page?.host.storage.set('settings', { ...settings, tasksAtOnce, confirmAbove: 1_000 })
      await page?.run()
    }, atOnce)
    const prompt = window.getByRole('textbox', { name: 'Prompt' })
    await select(stage, ['Poster', 'Mobile screen', 'Card', 'Landing hero', 'Banner', 'Dashboard'])
    await prompt.fill('A print on a sunlit table')
    await tick(stage, ratios)
    await window.getByRole('button', { name: `Generate ${String(jobs)} pictures` }).click()
    const start = Date.now()
    const done = window
      .getByRole('status')
      .filter({ hasText: `${String(jobs)} of ${String(jobs)}` })
    await done.waitFor({ state: 'attached', timeout: 180_000 })
    const placed = await page.evaluate(readPlaced)
    const hiapi = playground.hiapi?.hiapi
    if (hiapi === undefined) throw new Error('The stage has no API')
    const endOf = ({ task }: PlacedJobs) => hiapi.tasks.get(task)?.endsAt ?? Number.NaN
    return {
      wall: Math.max(...placed.map(({ at }) => at)) - start,
      requests: apiRequests(hiapi).length,
      lags: placed.map((each) => each.at - endOf(each)),
    }
  } finally {
    await stage.close()
  }
}

async function measurePlain(): Promise<RealResult['plain']> {
  const server = await startHiapi(options)
  try {
    const bodies = plainBodies(jobs)
    const start = Date.now()
    const { apiUrl } = server
    await runPlainClient({ fetch, clock: systemClock, api: apiUrl, key: 'sk-plain', bodies })
    return { wall: Date.now() - start, requests: apiRequests(server.hiapi).length }
  } finally {
    await server.close()
  }
}
