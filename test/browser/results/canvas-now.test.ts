import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import { windowShown } from '../support/plugin-window.ts'
import {
  onCanvas,
  openStage,
  openTasks,
  runAgain,
  select,
  type Stage,
  tick,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, inState, tasks } = findersOn(() => stage)
const recipe = () => stage.window.getByRole('region', { name: 'Recipe' })
const sources = () => stage.window.getByRole('list', { name: 'Sources' })
const question = () => stage.window.getByRole('alertdialog', { name: 'Confirm the cost' })
const orders = () =>
  stage.playground.hiapi?.hiapi.requests.filter(({ op }) => op === 'create').length

async function generate(ratios: readonly string[]): Promise<void> {
  await select(stage, ['Poster'])
  await sources().getByText('Poster').waitFor()
  await stage.window.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A print')
  await tick(stage, ratios)
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
  await openTasks(stage)
}

test('an undo on the canvas reaches the rows and the recipe at once, and so does what follows', async () => {
  stage = await openStage()
  await generate(['1:1'])
  await expect.poll(() => inState('Done').count()).toBe(1)
  await select(stage, ['Poster · 1:1'])
  await recipe().getByRole('button', { name: 'Regenerate' }).waitFor()

  await onCanvas(stage, 'undo')
  await tasks().getByRole('button', { name: 'Place again' }).waitFor()
  await expect.poll(() => inState('Undone').count()).toBe(1)
  await expect.poll(() => inState('Done').count()).toBe(0)
  await recipe().getByText('You undid this. Place it again, free.').first().waitFor()
  expect(
    await recipe()
      .getByText(/Waiting|Waits/)
      .count(),
  ).toBe(0)
  await expect
    .poll(() => stage.window.getByRole('status').textContent())
    .toBe('0 of 1 picture done.')

  await onCanvas(stage, 'redo')
  await expect.poll(() => inState('Done').count()).toBe(1)
  await expect.poll(() => recipe().getByText('You undid this').count()).toBe(0)

  await onCanvas(stage, 'undo')
  await recipe().getByRole('button', { name: 'Place again' }).click()
  await expect.poll(() => inState('Done').count()).toBe(1)

  // A variant that is deleted can't be shown: its row says so, and has another button.
  await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    playground?.person.remove(playground.frameByName('Poster · 1:1'))
  })
  await tasks().getByText('deleted').waitFor()
  expect(await tasks().getByRole('button').allTextContents()).toEqual(['Place again', 'Discard'])
  expect(await stage.window.getByRole('alert').textContent()).toBe('')
  expect(orders()).toBe(1)
  expect(stage.complaints).toEqual([])
})

test('what an earlier window has placed can be placed again too, once its placing was undone', async () => {
  stage = await openStage()
  await generate(['1:1'])
  await expect.poll(() => inState('Done').count()).toBe(1)
  await runAgain(stage)
  await select(stage, ['Poster · 1:1'])
  await recipe().getByRole('button', { name: 'Regenerate' }).waitFor()
  await onCanvas(stage, 'undo')
  await recipe().getByRole('button', { name: 'Place again' }).click()
  await recipe().getByRole('button', { name: 'Regenerate' }).waitFor()
  expect(orders()).toBe(1)
})

test('the undoing of a restored original shows the swap again', async () => {
  stage = await openStage()
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await select(stage, ['Card'])
  await stage.window.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A product shot')
  await stage.window.getByRole('button', { name: /^Swap/ }).click()
  await openTasks(stage)
  await expect.poll(() => inState('Done').count()).toBe(1)
  await button('Restore original').click()
  await stage.window.getByRole('button', { name: 'Swap 1 layer' }).waitFor()
  expect(await button('Restore original').count()).toBe(0)
  await onCanvas(stage, 'undo')
  await button('Restore original').waitFor()
  // The same with nothing selected, where the window says what was done until it is undone.
  const said = stage.window.getByText('Original restored.', { exact: true }).locator('visible=true')
  await button('Restore original').click()
  await said.waitFor()
  await select(stage, [])
  await onCanvas(stage, 'undo')
  await said.waitFor({ state: 'detached' })
  await select(stage, ['Card'])
  await button('Restore original').waitFor()
  await expect.poll(() => stage.window.getByRole('button', { name: /^Swap/ }).count()).toBe(0)
  await expect.poll(() => inState('Done').count()).toBe(1)
  // And from the render's side, which goes with the selection.
  await tasks().getByRole('button', { name: 'Show' }).click()
  await button('Flip').waitFor()
  await button('Restore original').click()
  await expect.poll(() => button('Flip').count()).toBe(0)
  await onCanvas(stage, 'undo')
  await select(stage, ['Card'])
  await button('Flip').waitFor()
  expect(stage.complaints).toEqual([])
})

test('what is selected while the window draws itself for the first time is what it shows', async () => {
  stage = await openStage()
  await select(stage, ['Poster'])
  await stage.page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    await playground?.run()
    const ui = playground?.host.run?.ui
    if (ui === undefined) throw new Error('The plugin does not run.')
    const listen = ui.onMessage.bind(ui)
    let answers = 0
    // Behind the answer to the window's first question, and before it can have drawn that.
    ui.onMessage = (listener) =>
      listen((message) => {
        listener(message)
        if ((message as { type: string }).type !== 'response' || answers++ > 0) return
        playground?.person.select([playground.frameByName('Card')])
      })
  })
  await windowShown(stage.page)
  await sources().getByText('Card').waitFor()
  await expect.poll(() => sources().getByRole('listitem').count()).toBe(1)
})

test('retries that cost are asked about above the limit, in a row and for all, and nothing else is', async () => {
  stage = await openStage({
    hiapi: { faults: [{ on: 'task', times: 2, fault: { kind: 'fails' } }] },
  })
  await generate(['1:1', '16:9'])
  await expect.poll(() => inState('Failed').count()).toBe(2)
  await button('Settings').click()
  const settings = stage.window.getByRole('region', { name: 'Settings' })
  await settings.getByRole('textbox', { name: 'Confirm runs over ($)' }).fill('0.05')
  await button('Save').click()
  await button('Retry failed').click()
  await expect
    .poll(() => question().textContent())
    .toContain('This run costs about $0.06, more than the $0.05 you set.')
  await question().getByRole('button', { name: 'Cancel' }).click()
  expect(orders()).toBe(2)
  // One alone costs less.
  await tasks().first().getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => inState('Done').count()).toBe(1)
  await button('Settings').click()
  await settings.getByRole('textbox', { name: 'Confirm runs over ($)' }).fill('0')
  await button('Save').click()
  await inState('Failed').getByRole('button', { name: 'Retry' }).click()
  await question().waitFor()
  await expect
    .poll(async () => {
      // A press too soon after the one that asked is not taken.
      if ((await question().count()) > 0)
        await question().getByRole('button', { name: 'Retry' }).click()
      return orders()
    })
    .toBe(4)
  await expect.poll(() => inState('Done').count()).toBe(2)
})

test('the text of all rows is in the page, wherever they are scrolled', async () => {
  stage = await openStage({ hiapi: { durations: { handling: 60_000 } } })
  await generate(['1:1', '16:9', '9:16', '4:3', '3:4', '2:3', '3:2', '4:5', '5:4', '2:1', '1:2'])
  await expect.poll(() => tasks().count()).toBe(11)
  const list = stage.window.getByRole('list', { name: 'Tasks' })
  const text = await list.evaluate((it: HTMLElement) => it.innerText)
  // Once in each row, and once over all of them.
  expect(text.match(/Poster/g)).toHaveLength(12)
  await expect
    .poll(async () => (await list.ariaSnapshot()).match(/Poster/g)?.length)
    .toBeGreaterThanOrEqual(12)
})
