import { expect } from 'vitest'
import { isAll } from '../../endure/sample.ts'
import type { ServerOptions } from '../../hiapi/server.ts'
import { hiapiTasksOf } from '../../relay/support/between.ts'
import { windowShown } from './plugin-window.ts'
import { openStage, quickest, type Stage } from './stage.ts'

/** Where both halves are killed: at a step of the stand-in, or as the server has made its n-th task. */
export type Point = { readonly step: number } | { readonly task: number }

/** What a designer asks for, of the frames "Poster" and "Card" of a new file. */
export interface Story {
  /** So many tasks, variants and pictures there are in the end. */
  readonly jobs: number
  /** Fills the window in, up to the press of the button. */
  compose(stage: Stage): Promise<void>
  press(stage: Stage): Promise<void>
  /** What is wrong with the frames, at any moment: in words. */
  wrongs(frames: readonly Frame[]): readonly string[]
}

/** A frame as it is in the file, in plain values. */
export interface Frame {
  readonly name: string
  readonly visible: boolean
  readonly hasRecipe: boolean
}

/** What there is in the file and the storage, in plain values. */
interface Found {
  /** The tasks of the variants that are done; of others, how far they have come. */
  readonly variants: readonly string[]
  readonly pictures: readonly string[]
  readonly ledger: readonly string[]
  readonly frames: readonly Frame[]
  /** Copies that are there to be exported: one for a moment, and none in the end. */
  readonly copies: number
  readonly isRunning: boolean
}

/** What the plugin half runs in: all steps are seen in an engine of Figma's kind. */
const engine = isAll ? 'quickjs' : quickest

/** So many pages at a time: they wait more than they work. */
const pages = 4

/**
 * Kills runs at points spread evenly over a first one, and as the server makes some of the tasks.
 *
 * @returns each point with what was wrong, or "kept"
 */
export async function killEverywhere(
  story: Story,
  spread: number,
  tasksKilledAt: readonly number[],
): Promise<string[]> {
  const first = await openYard(story)
  const { steps } = await first.live(null)
  const points: Point[] = [
    ...Array.from({ length: spread }, (_, at) => ({
      step: Math.floor((at * steps * 0.9) / spread),
    })),
    ...tasksKilledAt.map((task) => ({ task })),
  ]
  const others = Array.from({ length: pages - 1 }, () => openYard(story))
  const results: string[] = []
  await Promise.all(
    [first, ...(await Promise.all(others))].map(async (world) => {
      for (let point = points.shift(); point !== undefined; point = points.shift()) {
        const { complaints, killedAt } = await world.live(point)
        results.push(`${JSON.stringify(point)} ${killedAt}: ${complaints.join('; ') || 'kept'}`)
      }
      await world.close()
    }),
  )
  const kept = results.filter((result) => result.endsWith('kept')).length
  console.log(`killed/kept in Chromium: ${results.length}/${kept}, of ${steps} steps`)
  return results
}

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
async function openYard(story: Story): Promise<Yard> {
  const { jobs } = story
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
  const stage = await openStage({ hiapi, isPatient: true })
  const made = () => [...(stage.playground.hiapi?.hiapi.tasks.keys() ?? [])]

  async function live(point: Point | null): Promise<Outcome> {
    const before = new Set(made())
    const own = () => made().filter((task) => !before.has(task))
    const surroundings = await reset(stage)
    await story.compose(stage)
    await watch(stage, point !== null && 'step' in point ? point.step : null)
    onTask = () => {
      if (point !== null && 'task' in point && own().length === point.task) void kill(stage)
    }
    try {
      await story.press(stage)
    } catch (error) {
      // Killed before the press: the designer sees nothing of it, and presses again below.
      if ((await heard(stage)).killedAt === '') throw error
    }
    const isSettled = (found: Found) =>
      found.variants.length === jobs &&
      found.ledger.length === 0 &&
      found.copies === 0 &&
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

    const complaints: string[] = []
    if (point !== null) {
      complaints.push(...story.wrongs((await look(stage)).frames))
      await reopen(stage)
      const found = await look(stage)
      // A designer who sees nothing of it presses again.
      if (found.variants.length === 0 && found.ledger.length === 0) {
        await story.compose(stage)
        await story.press(stage)
      }
    }
    try {
      await expect.poll(async () => isSettled(await look(stage)), { timeout: 30_000 }).toBe(true)
    } catch {
      complaints.push('it did not come to its end')
    }
    const { variants, pictures, frames } = await look(stage)
    complaints.push(...story.wrongs(frames))
    const placed = await atHiapi(stage, variants)
    const tasks = own()
    if (tasks.length !== jobs) complaints.push(`${tasks.length} tasks`)
    if ([...tasks].sort().join() !== [...placed].sort().join()) {
      complaints.push(`of ${tasks.join()} were placed ${placed.join()}`)
    }
    if (new Set(pictures).size !== jobs) complaints.push(`${new Set(pictures).size} pictures`)
    if ((await sourcesOf(stage)) !== surroundings) complaints.push('a source was changed')
    return { steps, killedAt, complaints }
  }

  return { live, close: () => stage.close() }
}

/** Tasks by the names that HiAPI has for them: a relay has others. */
async function atHiapi(
  { playground: { relay } }: Stage,
  tasks: readonly string[],
): Promise<readonly string[]> {
  if (relay === null) return tasks
  const names = await hiapiTasksOf(relay)
  return tasks.map((task) => names.get(task) ?? task)
}

/** A new file with two small frames; what they are like. */
async function reset({ page, playground }: Stage): Promise<string> {
  await page.goto(`${playground.url}/?document=empty&designer=new&canvas=blank&engine=${engine}`)
  await windowShown(page)
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
      ['Poster', 'Card'].map((name) => {
        const { visible: _, ...props } =
          playground?.document.node(playground.frameByName(name)).props ?? {}
        return props
      }),
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

async function reopen({ page }: Stage): Promise<void> {
  await page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    if (playground === undefined) return
    delete playground.onStep
    await playground.run()
  })
  await windowShown(page)
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
    const own = document?.node(document.currentPage).children ?? []
    let copies = 0
    const frames = own.flatMap((id) => {
      const { pluginData, props } = document?.node(id) ?? { pluginData: {}, props: {} }
      const has = (name: string) => Object.keys(pluginData).some((key) => key.endsWith(name))
      if (has('/temp')) {
        copies += 1
        return []
      }
      return { name: props.name ?? '', visible: props.visible !== false, hasRecipe: has('/recipe') }
    })
    const done = recipes.filter(({ state }) => state === 'done')
    return {
      variants: recipes.map(({ state, task }) => (state === 'done' ? (task ?? '') : state)),
      pictures: done.map(({ picture }) => picture?.hash ?? ''),
      ledger: (host?.storage.keys() ?? []).filter((key) => key.startsWith('run/')),
      frames,
      copies,
      isRunning: host !== undefined && host.run !== null,
    }
  })
}
