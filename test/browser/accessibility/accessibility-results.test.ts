import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import {
  openStage,
  openTasks,
  runAgain,
  select,
  type Stage,
  type StageOptions,
  tick,
} from '../support/stage.ts'
import { createLook, type Look } from '../support/views.ts'

let stage: Stage
let look: Look
afterEach(() => stage.close())

const { button, prompt, role, tasks } = findersOn(() => stage)
const text = (words: string) => stage.window.getByText(words).first()
const recipe = () => role('region', { name: 'Recipe' })
const swapped = () => role('region', { name: 'Swapped' })
const question = () => role('alertdialog', { name: 'Confirm the cost' })
const server = () => {
  const { hiapi } = stage.playground
  if (hiapi === null) throw new Error('There is no local HiAPI.')
  return hiapi.hiapi
}

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage(options)
  look = await createLook(stage)
}

async function choose(ratios: readonly string[]): Promise<void> {
  await select(stage, ['Poster'])
  await role('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await prompt().fill('A print on a sunlit table')
  await tick(stage, ratios)
}

/** So many pictures are in such a state. */
async function counted(state: string, count: number): Promise<void> {
  const found = tasks().filter({ hasText: state })
  await expect.poll(() => found.count(), { timeout: 40_000 }).toBe(count)
}

/** From now on every run is asked about. */
async function askAlways(): Promise<void> {
  await button('Settings').click()
  await role('textbox', { name: 'Confirm runs over ($)' }).fill('0')
  await button('Save').click()
  await prompt().waitFor()
}

/** Says yes to a price, which counts only a while after it was asked. */
async function confirm(): Promise<void> {
  const yes = question().getByRole('button').first()
  await yes.waitFor()
  await expect
    .poll(async () => {
      if ((await question().count()) > 0) await yes.press('Enter')
      return question().count()
    })
    .toBe(0)
}

/** The names of what stands on the page beside the sample. */
function variants(): Promise<string[]> {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const { children = [] } = document?.node(document.currentPage) ?? {}
    const names = children.map((id) => document?.node(id).props.name ?? '')
    return names.filter((name) => name.includes(' · '))
  })
}

test('a run, from the question to its end', async () => {
  const task = { on: 'task', times: 1 } as const
  const refusal = { kind: 'fails', code: 'CONTENT_POLICY_VIOLATION', message: 'Refused.' } as const
  await open({
    hiapi: {
      faults: [
        { ...task, fault: { kind: 'stuck' } },
        { ...task, fault: refusal },
      ],
    },
  })
  await askAlways()
  await choose(['1:1', '16:9', '9:16'])
  await role('radiogroup', { name: 'Copies' }).getByText('2').click()
  await button(/^Generate/).click()
  await question().waitFor()
  await look('asked about the cost')
  await confirm()
  await text('1 failed').waitFor({ timeout: 40_000 })
  await look('a run under way, in one line')
  await openTasks(stage)
  await counted('Done', 4)
  await counted('Failed', 1)
  await look('pictures under way, failed and done')
  await role('tab', { name: 'Swap' }).click()
  await look('the list of a run on the Swap tab')
  await button('Settings').click()
  await role('region', { name: 'Settings' }).waitFor()
  await look('the list of a run over the settings')
  await role('tab', { name: 'Variants' }).click()
  await button('Stop all').click()
  await counted('Stopped', 1)
  await look('a picture stopped')
  await tasks().getByRole('button', { name: 'Discard' }).first().click()
  await look('asked whether to discard a picture')
  await button('Keep').click()
  await button('Retry failed').click()
  await question().waitFor()
  await look('asked about the cost of a retry')
  await confirm()
  await counted('Done', 5)
})

test('recipes, and a run that is held up', async () => {
  await open({ hasRelay: false })
  await choose(['1:1', '16:9'])
  await role('radiogroup', { name: 'Copies' }).getByText('2').click()
  await button(/^Generate/).click()
  await openTasks(stage)
  await counted('Done', 4)
  await button('History').click()
  await role('list', { name: 'History' }).waitFor()
  await look('the history, with a prompt')
  await askAlways()

  const names = await variants()
  const [first = '', second = ''] = names.filter((name) => name.includes('16:9'))
  await select(stage, [first])
  await button('Regenerate').waitFor()
  await button(/^Pictures/).click()
  await look('a recipe, with copies')
  await button('Details').click()
  await look('a recipe in detail')
  await recipe().getByRole('textbox', { name: 'Prompt' }).fill('')
  await text('Write a prompt.').waitFor()
  await look('a recipe without a prompt')
  await select(stage, [first, second])
  await text('2 variants').waitFor()
  await look('recipes of two variants')
  await select(stage, [first])
  await recipe().getByRole('textbox', { name: 'Prompt' }).fill('A print in the sun')
  server().faults.add({ on: 'task', times: 1, fault: { kind: 'stuck' } })
  await button('Regenerate').click()
  await question().waitFor()
  await look('asked about the cost of another picture')
  await confirm()
  await text('Regenerating…').waitFor()
  await look('a variant that gets another picture')
  await button('Use as a source').click()
  await role('list', { name: 'Sources' }).waitFor()
  await look('a variant as a source')
  await button('Stop all').click()

  server().faults.add({ on: 'create', fault: { kind: 'error', status: 402 } })
  await choose(['1:1'])
  await button(/^Generate/).click()
  await confirm()
  await role('alert').getByText('Out of HiAPI credit').waitFor()
  await look('out of credit')
})

test('a run that was undone', async () => {
  await open()
  await choose(['1:1', '16:9'])
  await button(/^Generate/).click()
  await openTasks(stage)
  await counted('Done', 2)
  await look('a run at its end')
  const [name = ''] = await variants()
  await button('Undo this run').click()
  await text('2 variants removed.').waitFor()
  await look('a run undone')
  await tasks().first().getByRole('button', { name: 'Place again' }).click()
  await expect.poll(() => variants()).toHaveLength(1)
  await select(stage, [(await variants())[0] ?? name])
  await button('Use this recipe').click()
  await text('Recipe loaded.').waitFor()
  await look('a recipe loaded')
})

test('a swap, from what is selected to its end', async () => {
  await open()
  await stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    if (document === undefined) return
    const strip = { name: 'Strip', x: 5000, y: 0, width: 1000, height: 100 }
    document.create('RECTANGLE', document.currentPage, strip)
    document.set(document.byName('Banner'), { visible: false })
  })
  await role('tab', { name: 'Swap' }).click()
  await select(stage, [])
  await text('Select a layer to swap.').waitFor()
  await look('Swap, nothing selected')
  await select(stage, ['Strip', 'Banner', 'Card'])
  await prompt().fill('A clay render')
  await text('Strip would be cropped').waitFor()
  await look('layers to swap: one cropped, one hidden')
  await select(stage, ['Card', 'Dashboard'])
  await role('radiogroup', { name: 'Copies' }).getByText('2').click()
  await button('Swap 2 layers').waitFor()
  server().faults.add({ on: 'task', times: 4, fault: { kind: 'stuck' } })
  await button('Swap 2 layers').click()
  await text('Rendering: ').waitFor()
  await look('layers that are being swapped')
  await openTasks(stage)
  await look('the list of a swap')
  // What was not sent by then would leave its fault to the next swap.
  await expect.poll(() => server().tasks.size).toBe(4)
  await button('Stop all').click()
  await counted('Stopped', 4)
  await button(/^Pictures/).click()
  await button('Swap 2 layers').click()
  await swapped().getByText('2 swaps', { exact: true }).waitFor({ timeout: 40_000 })
  await look('two swaps')
  await button('Keep render').click()
  await text('Delete 2 originals?').waitFor()
  await look('asked whether to delete originals')
  await stage.page.keyboard.press('Escape')
  await select(stage, ['Card', 'Poster'])
  await text('Swapped already').waitFor()
  await look('a swap and a layer')
  await select(stage, ['Card'])
  const pictures = swapped().getByRole('radiogroup', { name: 'Pictures' })
  await expect.poll(() => pictures.getByRole('radio').count(), { timeout: 40_000 }).toBe(2)
  await look('a swap with two pictures')
  await button('Flip').click()
  await text('Original shown.').waitFor()
  await button('Compare').click()
  await swapped().getByRole('slider', { name: 'Compare' }).waitFor()
  await look('a swap compared')
  await button('Compare').click()
  server().faults.add({ on: 'task', times: 1, fault: { kind: 'stuck' } })
  await button('Render again').click()
  await swapped().getByText('Rendering…').waitFor()
  await look('a swap that gets another picture')
  await select(stage, ['Poster'])
  await button('Select all swaps on this page').waitFor()
  await look('a layer, with swaps on the page')
})

test('runs of others, and of other files', async () => {
  await open({ hiapi: { durations: { queued: 100, handling: 30_000, archiving: 100 } } })
  await choose(['1:1', '16:9'])
  await button(/^Generate/).click()
  await openTasks(stage)
  await counted('Generating', 2)
  await reopen('Launch, final')
  const otherFiles = role('list', { name: 'In other files' })
  await otherFiles.getByText('Nothing continues here until you choose.').waitFor()
  await look('asked whose the pictures are')
  await otherFiles.getByRole('button', { name: 'Discard' }).click()
  await otherFiles.getByText('Discard 2 pictures?').waitFor()
  await look('asked whether to discard them')
  await otherFiles.getByRole('button', { name: 'Keep' }).click()
  await otherFiles.getByRole('button', { name: 'It is a copy' }).click()
  await otherFiles.getByText('2 pictures wait for a file').waitFor()
  await look('pictures of a file that looks like this one')
  await otherFiles.getByRole('button', { name: 'They belong here' }).click()
  await button('Stop all').waitFor()
  await stage.page.evaluate(() => {
    const { storage } = (globalThis as unknown as Window).playground?.host ?? {}
    storage?.set('run/later', JSON.stringify({ version: 99, entries: [{}] }))
    for (const key of storage?.keys() ?? [])
      if (key.startsWith('run/') && key !== 'run/later') storage?.delete(key)
    storage?.set('owner', 'somebody-else')
  })
  await reopen()
  await stage.window.getByText('Waiting for others').click()
  await role('list', { name: 'Waiting for others' }).waitFor()
  await text('from a newer Restage').waitFor()
  await look('variants that wait for others')
})

/** Ends the plugin in the middle of its work, and starts it again; the file may have another name by then. */
async function reopen(name?: string): Promise<void> {
  await stage.page.evaluate((to) => {
    const { document, host, person } = (globalThis as unknown as Window).playground ?? {}
    host?.run?.kill()
    if (to !== undefined) person?.rename(document?.rootId ?? '', to)
  }, name)
  await stage.page.locator('iframe').waitFor({ state: 'detached' })
  await runAgain(stage)
}
