import { afterAll, expect, test } from 'vitest'
import type { ServerOptions } from '../hiapi/server.ts'
import { closeBrowser, openStage, select, type Stage, tick } from './stage.ts'

/** Where both halves are killed: at a step of the stand-in, or as the server has made its n-th task. */
type Point = { readonly step: number } | { readonly task: number }

/** What there is in the file and the storage, in plain values. */
interface Found {
  /** The tasks of the variants that are done; of others, how far they have come. */
  readonly variants: readonly string[]
  readonly pictures: readonly string[]
  readonly ledger: readonly string[]
  readonly isRunning: boolean
}

const jobs = 6
/** Points spread evenly over the run. */
const spread = 20
const tasksKilledAt = [1, 3, 5, 6]
/** So many pages at a time: they wait more than they work. */
const pages = 4

afterAll(closeBrowser)

test('killed in Chromium and opened again, a run of 6 jobs ends with 6 tasks and 6 pictures', async () => {
  const first = await openYard()
  const { steps } = await first.live(null)
  const points: Point[] = [
    ...Array.from({ length: spread }, (_, at) => ({
      step: Math.floor((at * steps * 0.9) / spread),
    })),
    ...tasksKilledAt.map((task) => ({ task })),
  ]
  const yards = [first, ...(await Promise.all(Array.from({ length: pages - 1 }, openYard)))]
  const results: string[] = []
  let kept = 0
  await Promise.all(
    yards.map(async (yard) => {
      for (let point = points.shift(); point !== undefined; point = points.shift()) {
        const { complaints, killedAt } = await yard.live(point)
        if (complaints.length === 0) kept++
        results.push(`${JSON.stringify(point)} ${killedAt}: ${complaints.join('; ') || 'kept'}`)
      }
      await yard.close()
    }),
  )
  console.log(`killed/kept in Chromium: ${results.length}/${kept}, of ${steps} steps`)
  expect(results.filter((result) => !result.endsWith('kept'))).toEqual([])
  expect(kept).toBe(spread + tasksKilledAt.length)
}, 240_000)

interface Outcome {
  readonly steps: number
  readonly killedAt: string
  readonly complaints: readonly string[]
}

interface Yard {
  /** One run on a new file, killed at the point if there is one, brought to its end. */
  live(point: Point | null): Promise<Outcome>
  close(): Promise<void>
}

/** A page and a server of its own, for one run after the other. */
async function openYard(): Promise<Yard> {
  let onTask = () => {}
  const hiapi: ServerOptions = {
    // An answer takes a while, so that a kill as the task is made comes before it.
    durations: { accepting: 150, queued: 50, handling: [200, 900], archiving: 50 },
    limits: { processingRetryAfterS: 1 },
    pictureScale: 0.05,
    onTask: () => {
      onTask()
    },
  }
  const stage = await openStage({ hiapi })
  const made = () => [...(stage.playground.hiapi?.hiapi.tasks.keys() ?? [])]

  async function live(point: Point | null): Promise<Outcome> {
    const before = new Set(made())
    const own = () => made().filter((task) => !before.has(task))
    const surroundings = await reset(stage)
    await compose(stage)
    await watch(stage, point !== null && 'step' in point ? point.step : null)
    onTask = () => {
      if (point !== null && 'task' in point && own().length === point.task) void kill(stage)
    }
    await generate(stage)
    const isSettled = (found: Found) =>
      found.variants.length === jobs &&
      found.ledger.length === 0 &&
      own().length === jobs &&
      found.variants.every((variant) => variant.startsWith('tk-'))
    await expect
      .poll(
        async () => {
          const found = await look(stage)
          return point === null ? isSettled(found) : !found.isRunning
        },
        { timeout: 30_000 },
      )
      .toBe(true)
    onTask = () => {}
    const { steps, killedAt } = await heard(stage)

    if (point !== null) {
      await reopen(stage)
      const found = await look(stage)
      // A person who sees nothing of it presses again.
      if (found.variants.length === 0 && found.ledger.length === 0) {
        await compose(stage)
        await generate(stage)
      }
    }
    const complaints: string[] = []
    try {
      await expect.poll(async () => isSettled(await look(stage)), { timeout: 30_000 }).toBe(true)
    } catch {
      complaints.push('it did not come to its end')
    }
    const { variants, pictures } = await look(stage)
    const tasks = own()
    if (tasks.length !== jobs) complaints.push(`${tasks.length} tasks`)
    if ([...tasks].sort().join() !== [...variants].sort().join()) {
      complaints.push(`of ${tasks.join()} were placed ${variants.join()}`)
    }
    if (new Set(pictures).size !== jobs) complaints.push(`${new Set(pictures).size} pictures`)
    if ((await sourcesOf(stage)) !== surroundings) complaints.push('a source was changed')
    return { steps, killedAt, complaints }
  }

  return { live, close: () => stage.close() }
}

/** A new file with two small frames; what they are like. */
async function reset({ page, window, playground }: Stage): Promise<string> {
  await page.goto(`${playground.url}/?document=empty`)
  await window.getByRole('textbox', { name: 'Prompt' }).waitFor()
  await page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    document?.person(() => {
      for (const [index, name] of ['Poster', 'Card'].entries()) {
        const box = { x: index * 400, y: 0, width: 60, height: 60 + 20 * index }
        const color = { r: 0.2 + 0.6 * index, g: 0.4, b: 0.8 }
        const frame = document.create('FRAME', document.currentPage, { name, ...box })
        document.set(frame, { fills: [{ type: 'SOLID', color }] })
      }
    })
  })
  return sourcesOf({ page })
}

function sourcesOf({ page }: Pick<Stage, 'page'>): Promise<string> {
  return page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    return JSON.stringify(
      ['Poster', 'Card'].map((name) => playground?.document.node(playground.frameByName(name))),
    )
  })
}

/** Counts steps from now on, and kills both halves at one of them. */
async function watch({ page }: Stage, kill: number | null): Promise<void> {
  await page.evaluate((at) => {
    const { playground } = globalThis as unknown as Window
    if (playground === undefined) return
    const heard = { steps: 0, killedAt: '' }
    Object.assign(globalThis, { heard })
    playground.onStep = (step) => {
      if (heard.steps++ !== at) return
      heard.killedAt = step
      playground.host.run?.kill()
    }
  }, kill)
}

function heard({ page }: Stage): Promise<{ steps: number; killedAt: string }> {
  return page.evaluate(
    () => (globalThis as unknown as { heard: { steps: number; killedAt: string } }).heard,
  )
}

async function kill({ page }: Stage): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as Window).playground?.host.run?.kill())
}

async function reopen({ page, window }: Stage): Promise<void> {
  await page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    if (playground === undefined) return
    delete playground.onStep
    await playground.run()
  })
  await window.getByRole('textbox', { name: 'Prompt' }).waitFor()
}

/** Fills the window in, up to the press of the button. */
async function compose(stage: Stage): Promise<void> {
  const { window } = stage
  await select(stage, ['Poster', 'Card'])
  await window.getByRole('list', { name: 'Sources' }).getByText('Card').waitFor()
  await window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await tick(stage, ['1:1', '16:9', '9:16'])
}

async function generate({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: 'Generate 6 images' }).click()
}

function look({ page }: Stage): Promise<Found> {
  return page.evaluate(() => {
    const { document, host } = (globalThis as unknown as Window).playground ?? {}
    const recipes = (document?.descendants(document.rootId) ?? []).flatMap((node) => {
      const data = Object.entries(document?.node(node).pluginData ?? {})
      const text = data.find(([key]) => key.endsWith('/recipe'))?.[1]
      if (text === undefined) return []
      const { progress } = JSON.parse(text) as {
        progress: { state: string; task?: string; picture?: { hash: string } }
      }
      return [progress]
    })
    const done = recipes.filter(({ state }) => state === 'done')
    return {
      variants: recipes.map(({ state, task }) => (state === 'done' ? (task ?? '') : state)),
      pictures: done.map(({ picture }) => picture?.hash ?? ''),
      ledger: (host?.storage.keys() ?? []).filter((key) => key.startsWith('run/')),
      isRunning: host !== undefined && host.run !== null,
    }
  })
}
