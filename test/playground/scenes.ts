import type { Locator } from 'playwright-core'
import type { FaultRule } from '../hiapi/faults/faults.ts'
import { arrange, leave, lookAtAll, rest, select, type Stage } from './shots.ts'

/** One picture of the docs: how large the page is, and what is done before it is taken. */
export interface Scene {
  readonly name: string
  readonly size: { readonly width: number; readonly height: number }
  /** What goes wrong at HiAPI. */
  readonly faults?: readonly FaultRule[]
  /** Whether a relay stands between the window and HiAPI. */
  readonly hasRelay?: boolean
  readonly act: (stage: Stage) => Promise<void>
}

const wide = { width: 1340, height: 780 }
const plain = { width: 1200, height: 740 }

/** One poster, delivered to seven places. */
const kit = [
  'Instagram story',
  'Reel cover',
  'Instagram portrait',
  'LinkedIn post',
  'X post',
  'Facebook cover',
  'Google half page',
]

/** Where they are put: two rows. */
const kitRows = {
  'Google half page': [0, 1180],
  'Instagram story': [840, 0],
  'Reel cover': [2040, 0],
  'Instagram portrait': [3240, 0],
  'LinkedIn post': [0, 2040],
  'X post': [1320, 2040],
  'Facebook cover': [2640, 2040],
} as const

const printed =
  'A campaign of this poster, printed large: morning light, long soft shadows, calm colours. Keep the headphones as they are.'
const photographed =
  'A photograph of these two products on a real shelf, in soft morning light. Keep the label, the shapes and their places.'

const refused: FaultRule = {
  on: 'task',
  fault: {
    kind: 'fails',
    code: 'CONTENT_POLICY_VIOLATION',
    message: 'Refused by the safety rules.',
  },
  times: 1,
}

/** Some pictures of a run take so long that the others are there before them. */
const slow: FaultRule = { on: 'task', fault: { kind: 'stuck' }, times: 2 }

/** All pictures of README.md and docs/guide.md, in the order of the guide. */
export const scenes: readonly Scene[] = [
  { name: 'launch-kit', size: wide, act: launchKit },
  { name: 'first-key', size: plain, act: firstKey },
  { name: 'choose', size: plain, act: choose },
  { name: 'crop', size: plain, act: crop },
  { name: 'recipe', size: plain, act: recipe },
  { name: 'swap', size: plain, act: swap },
  { name: 'compare', size: plain, act: compare },
  { name: 'failed', size: plain, act: failed, faults: [refused] },
  { name: 'relay', size: wide, act: relay, faults: [slow], hasRelay: true },
]

/** The poster and all that was made of it, put into two rows; the run's line says that it has ended. */
async function launchKit(stage: Stage): Promise<void> {
  await leave(stage, is('Poster'))
  await order(stage, ['Poster'], kit)
  await ended(stage)
  await arrange(stage, kitRows)
  await lookAtAll(stage)
  await rest(stage)
}

/** A run in its middle: its relay makes the pictures, whether the window is open or not. */
async function relay(stage: Stage): Promise<void> {
  await leave(stage, is('Poster'))
  await order(stage, ['Poster'], kit)
  const run = stage.window.getByRole('region', { name: 'Run', exact: true })
  await run.filter({ hasText: '4 of 6' }).waitFor()
  await arrange(stage, kitRows)
  await lookAtAll(stage)
  await rest(stage)
}

/** The window as it opens without a key. */
async function firstKey(stage: Stage): Promise<void> {
  await leave(stage, is('Poster'))
  await lookAtAll(stage)
  await stage.page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    playground?.host.storage.delete('settings')
    await playground?.run()
  })
  await stage.window.getByRole('region', { name: 'Settings' }).waitFor()
  await rest(stage)
}

/** Three frames selected, and the launch kit chosen for all of them. */
async function choose(stage: Stage): Promise<void> {
  const frames = ['Poster', 'Mobile screen', 'Card']
  await leave(stage, is(...frames))
  await arrange(stage, { Poster: [0, 0], 'Mobile screen': [840, 0], Card: [1350, 0] })
  await lookAtAll(stage)
  await compose(stage, frames, kit)
  await rest(stage)
}

/** A target that loses much: what of it is cropped, and where the focal point is. */
async function crop(stage: Stage): Promise<void> {
  await leave(stage, is('Poster'))
  await lookAtAll(stage)
  await compose(stage, ['Poster'], ['Instagram story', 'Google skyscraper', 'Google leaderboard'])
  const row = chosen(stage).filter({ hasText: 'Google skyscraper' })
  await row.getByRole('button', { name: /^Google skyscraper/ }).click()
  const focal = row.getByRole('slider', { name: 'Focal point of Google skyscraper' })
  await focal.press('Shift+ArrowLeft')
  await focal.scrollIntoViewIfNeeded()
  await row.getByRole('button', { name: /^Google skyscraper/ }).evaluate((button) => {
    button.scrollIntoView({ block: 'start' })
  })
}

/** A variant selected, with its safe zone shown: how it was made, and what can be done with it. */
async function recipe(stage: Stage): Promise<void> {
  await leave(stage, is('Poster'))
  await order(stage, ['Poster'], ['Instagram story', 'X post'])
  await ended(stage)
  await select(stage, (name) => name.endsWith(' · Instagram story'))
  const region = stage.window.getByRole('region', { name: 'Recipe' })
  await region.getByRole('button', { name: 'Details', exact: true }).click()
  await region.getByRole('button', { name: 'Show safe zone', exact: true }).click()
  await region.getByRole('button', { name: 'Hide safe zone', exact: true }).waitFor()
  await lookAtAll(stage)
  await rest(stage)
}

/** A mockup selected, and what would take its place. */
async function swap(stage: Stage): Promise<void> {
  await leave(stage, is('Shop page'))
  await lookAtAll(stage)
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await select(stage, is('Product mockup'))
  await prompt(stage).fill(photographed)
  await rest(stage)
}

/** The same page with the render in it, and the slider between both. */
async function compare(stage: Stage): Promise<void> {
  await swap(stage)
  await stage.window.getByRole('button', { name: /^Swap 1/ }).click()
  await ended(stage)
  await select(stage, is('Product mockup'))
  const swapped = stage.window.getByRole('region', { name: 'Swapped' })
  await swapped.getByRole('button', { name: 'Compare', exact: true }).click()
  await swapped.getByRole('slider', { name: 'Compare' }).waitFor()
  await rest(stage)
}

/** A run of which one picture was refused: what happened, what it cost, what to do. */
async function failed(stage: Stage): Promise<void> {
  await leave(stage, is('Poster'))
  await order(stage, ['Poster'], ['Instagram portrait', 'X post', 'Google half page'])
  await stage.window.getByRole('button', { name: 'Retry failed', exact: true }).waitFor()
  const run = stage.window.getByRole('region', { name: 'Run', exact: true })
  await run.getByRole('button', { name: 'Stop all' }).waitFor({ state: 'detached' })
  await run.getByRole('button', { name: /^Pictures/ }).click()
  await stage.window.getByRole('list', { name: 'Tasks' }).waitFor()
  await lookAtAll(stage)
}

const is =
  (...wanted: readonly string[]) =>
  (name: string) =>
    wanted.includes(name)

const prompt = ({ window }: Stage): Locator =>
  window.getByRole('textbox', { name: 'Prompt', exact: true })

const chosen = ({ window }: Stage): Locator =>
  window.getByRole('list', { name: 'Chosen targets' }).getByRole('listitem')

/** Sets the window up: sources, prompt, and nothing but these targets. */
async function compose(
  stage: Stage,
  sources: readonly string[],
  targets: readonly string[],
): Promise<void> {
  const { window } = stage
  await select(stage, is(...sources))
  await prompt(stage).fill(printed)
  const removers = window.getByRole('button', { name: /^Remove / })
  while ((await removers.count()) > 0) await removers.first().click()
  const search = window.getByRole('searchbox', { name: 'Search placements and ratios' })
  for (const name of targets) {
    await search.fill(name)
    await window.getByRole('checkbox', { name: new RegExp(`^${name}, \\d`) }).check()
  }
  await search.fill('')
  await chosen(stage)
    .nth(targets.length - 1)
    .waitFor()
}

async function order(
  stage: Stage,
  sources: readonly string[],
  targets: readonly string[],
): Promise<void> {
  await compose(stage, sources, targets)
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
}

/** Waits for the end of a run, which its line tells. */
async function ended({ window }: Stage): Promise<void> {
  const run = window.getByRole('region', { name: 'Run', exact: true })
  await run.getByRole('button', { name: 'Select all', exact: true }).waitFor()
}
