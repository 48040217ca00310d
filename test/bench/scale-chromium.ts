import { type Stage, openStage, tick } from '../browser/support/stage.ts'
import type { Hiapi, Logged } from '../hiapi/api/api.ts'
import type { VmMemory } from '../host/sandbox/realm.ts'
import { seeded } from '../seeded.ts'
import { apiRequests } from './meter/api-requests.ts'
import { selectCrowd } from './meter/crowd.ts'
import { mostWithin } from './figures.ts'
import { grainyPictures } from './meter/grainy-pictures.ts'
import { idealWallTime } from './baseline/ideal.ts'
import { readPlaced } from './meter/placed.ts'
import { type WindowFigures, watchWindow } from './meter/window-meter.ts'

const sources = 20
const ratios = ['1:1', '3:2', '2:3', '4:3', '3:4', '5:4', '4:5', '16:9', '9:16', '2:1']
const jobs = sources * ratios.length
/** 4 to 8 s, spread so that no rhythm of asking happens to fit them, or happens not to. */
const durations = { queued: 300, handling: [3_400, 7_400], archiving: 300 } as const
const atOnce = 10
/** So much that nothing is ever refused; said in the headers, for a client that listens. */
const limits = { requestsPerMinute: 6_000, rateHeaders: true }
const patience = 400_000

export interface ScaleFigures {
  readonly jobs: number
  readonly wall: number
  readonly ideal: number
  /** From the end of a task to the first look after it, one for each; milliseconds. */
  readonly known: readonly number[]
  /** From the end of a task to its picture on the canvas. */
  readonly placed: readonly number[]
  readonly requests: RequestFigures
  readonly window: WindowFigures
  readonly plugin: {
    readonly before: PluginFigures
    readonly after: PluginFigures
  }
  /** Bytes of all pictures: what somebody would hold who keeps them. */
  readonly downloaded: number
}

export interface RequestFigures {
  readonly total: number
  readonly mostInASecond: number
  readonly mostPollsInAMinute: number
}

export interface PluginFigures {
  readonly memory: VmMemory
  readonly longestBlockMs: number
  readonly longestOwnBlockMs: number
  readonly ownMs: number
}

/** 200 jobs with pictures of real size, without limits: the whole plugin in Chromium. */
export async function measureScale(): Promise<ScaleFigures> {
  const pictures = await grainyPictures(ratios)
  const stage = await openStage({
    engine: 'quickjs',
    hiapi: {
      durations,
      random: seeded(1),
      limits,
      keepBodies: false,
      paint: ({ ratio }) => Promise.resolve(pictureOf(ratio, pictures)),
    },
  })
  try {
    await order(stage)
    const meter = await watchWindow(stage.page)
    const before = await stage.page.evaluate(readPlugin)
    const start = Date.now()
    await generate(stage)
    const after = await stage.page.evaluate(readPlugin)
    const window = await meter.stop()
    const placed = await stage.page.evaluate(readPlaced)
    const hiapi = apiOf(stage)
    const endOf = (task: string) => hiapi.tasks.get(task)?.endsAt ?? Number.NaN
    const looks = apiRequests(hiapi).filter(isLook)
    const lookAfter = (end: number) => looks.find(({ at }) => at >= end)?.at ?? Number.NaN
    return {
      jobs: placed.length,
      wall: Math.max(...placed.map(({ at }) => at)) - start,
      ideal: idealWallTime(
        [...hiapi.tasks.values()].map(({ createdAt, endsAt }) => endsAt - createdAt),
        atOnce,
      ),
      known: placed.map(({ task }) => lookAfter(endOf(task)) - endOf(task)),
      placed: placed.map(({ task, at }) => at - endOf(task)),
      requests: requestFigures(hiapi),
      window,
      plugin: { before, after },
      downloaded: [...hiapi.tasks.values()].reduce(
        (sum, { recipe }) => sum + pictureOf(recipe.ratio, pictures).byteLength,
        0,
      ),
    }
  } finally {
    await stage.close()
  }
}

/** Everything up to the press of Generate. */
async function order(stage: Stage): Promise<void> {
  await stage.page.evaluate(async (tasksAtOnce) => {
    const { playground } = globalThis as unknown as Window
    const settings = playground?.host.storage.get('settings') as object
    playground?.host.storage.set('settings', { ...settings, tasksAtOnce, confirmAbove: 1_000 })
    await playground?.run()
  }, atOnce)
  const prompt = stage.window.getByRole('textbox', { name: 'Prompt' })
  await prompt.fill('A print on a sunlit table')
  await selectCrowd(stage, sources)
  await tick(stage, ratios)
}

/** Resolves when every picture is on the canvas. */
async function generate({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: `Generate ${String(jobs)} pictures` }).click()
  const all = window.getByRole('status').filter({ hasText: `${String(jobs)} of ${String(jobs)}` })
  await all.waitFor({ state: 'attached', timeout: patience })
}

const isLook = ({ op }: Logged) => op !== 'create'

function requestFigures(hiapi: Hiapi): RequestFigures {
  const asked = apiRequests(hiapi)
  const polls = asked.filter(isLook)
  return {
    total: asked.length,
    mostInASecond: mostWithin(
      asked.map(({ at }) => at),
      1_000,
    ),
    mostPollsInAMinute: mostWithin(
      polls.map(({ at }) => at),
      60_000,
    ),
  }
}

function pictureOf(ratio: string, pictures: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const picture = pictures.get(ratio)
  if (picture === undefined) throw new Error(`No picture was drawn for ${ratio}`)
  return picture
}

function apiOf({ playground }: Stage): Hiapi {
  if (playground.hiapi === null) throw new Error('The stage has no API')
  return playground.hiapi.hiapi
}

/** Runs in the playground's page. */
function readPlugin(): PluginFigures {
  const run = (globalThis as unknown as Window).playground?.host.run
  if (!run) throw new Error('The plugin does not run')
  const { longestBlockMs, longestOwnBlockMs, ownMs } = run
  return { memory: run.memory(), longestBlockMs, longestOwnBlockMs, ownMs }
}
