import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import { violations } from '../support/axe.ts'
import { windowShown } from '../support/plugin-window.ts'
import { cover, hashOf, orderPoster, recipeOn, story } from '../support/recipe-region.ts'
import {
  openStage,
  openTasks,
  select,
  type Stage,
  type StageOptions,
  tick,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const {
  region,
  button,
  status,
  orders,
  variants,
  named,
  selection,
  undo,
  undoDepth,
  look,
  unfold,
} = recipeOn(() => stage)
const { prompt, tasks } = findersOn(() => stage)

async function open(options: StageOptions = {}, ratios: readonly string[] = []): Promise<void> {
  stage = await openStage(options)
  await orderPoster(stage, ratios)
}

test('safe zones are shown and hidden, for one and for all, and no variant is exported with one', async () => {
  await open()
  await look([story])
  await button('Use as a source').click()
  const before = await exported()
  await select(stage, ['Card'])
  await look([story])
  await unfold()
  await button('Show safe zone').click()
  await button('Hide safe zone').waitFor()
  const guide = 'Safe zone · Instagram story (guide, not exported)'
  const guides = () =>
    stage.page.evaluate(() => {
      const { document } = (globalThis as unknown as Window).playground ?? {}
      return (document?.descendants(document.rootId) ?? [])
        .map((id) => document?.node(id).props.name ?? '')
        .filter((name) => name.startsWith('Safe zone'))
    })
  await expect.poll(() => guides()).toEqual([guide])
  await select(stage, ['Card'])
  await look([story])
  await button('Use as a source').click()
  await expect.poll(() => exported()).toBe(before)
  await select(stage, ['Card'])
  await look([story])
  await unfold()
  await button('Hide safe zone').click()
  await button('Show safe zone').waitFor()
  await expect.poll(() => guides()).toEqual([])
  await button('Show all safe zones').click()
  await expect.poll(async () => (await guides()).length).toBe(2)
  await expect.poll(status).toContain('2 safe zones shown.')
  await button('Hide all safe zones').click()
  await expect.poll(async () => (await guides()).length).toBe(0)

  // The same words again are announced again: screen readers hear what changes.
  const none = 'No safe zones to hide.'
  await button('Hide all safe zones').click()
  await expect.poll(status).toContain(none)
  const first = await status()
  await button('Hide all safe zones').click()
  await expect.poll(status).not.toBe(first)
  expect(await status()).toContain(none)

  // What is said of one is not shown at another that is selected by then.
  await stage.page.evaluate((name) => {
    const { playground } = globalThis as unknown as Window
    addEventListener('message', ({ data }) => {
      if (data === 'pressed') playground?.person.select([playground.frameByName(name)])
    })
  }, cover)
  await button('Show safe zone').evaluate((it) => {
    const { parent } = it.ownerDocument.defaultView ?? {}
    it.addEventListener('click', () => parent?.postMessage('pressed', '*'), {
      once: true,
      capture: true,
    })
  })
  await button('Show safe zone').click()
  await expect.poll(status).toContain('1 safe zone shown.')
  await region().getByText('Reel cover of Poster').waitFor()
  expect(await region().getByText('1 safe zone shown.').count()).toBe(0)
})

/** The small picture of the selected frame, which is what an export of it gives. */
async function exported(): Promise<string> {
  const canvas = stage.window.getByRole('list', { name: 'Sources' }).locator('canvas').first()
  await canvas.scrollIntoViewIfNeeded()
  await expect.poll(() => canvas.evaluate((it: HTMLCanvasElement) => it.width)).toBeGreaterThan(1)
  return canvas.evaluate((it: HTMLCanvasElement) => it.toDataURL())
}

test('a plain ratio says that it has no safe zone', async () => {
  await open({}, ['1:1'])
  await look(['Poster · 1:1'])
  await unfold()
  await region().getByText('Only placements have safe zones.').waitFor()
  await expect.poll(() => button('Show safe zone').getAttribute('aria-disabled')).toBe('true')
})

test('the focal point moves by keys and by mouse, one undo step each, at no cost', async () => {
  await open()
  // In a frame of another shape there is something to cut.
  await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    const id = playground?.frameByName('Poster · Instagram story') ?? ''
    playground?.person.resize(id, 1080, 800)
  })
  await look([story])
  const before = (await named(story))?.picture
  const slider = region().getByRole('slider', { name: 'Focal point of Instagram story of Poster' })
  const steps = await undoDepth()
  // In the page itself, as fast as a hand is: told one by one from here, they may come to rest between.
  await slider.evaluate(async (element) => {
    const key = { key: 'ArrowUp', shiftKey: true, bubbles: true }
    for (let step = 0; step < 5; step++) {
      element.dispatchEvent(new KeyboardEvent('keydown', key))
      await new Promise(requestAnimationFrame)
    }
  })
  await expect.poll(async () => (await named(story))?.recipe.focalPoint.y).toBe(0)
  await expect.poll(undoDepth).toBe(steps + 1)
  const moved = (await named(story))?.picture
  expect(moved).not.toBe(before)

  const box = await slider.boundingBox()
  if (box === null) throw new Error('There is no preview.')
  await stage.page.mouse.move(box.x + box.width / 2, box.y + 4)
  await stage.page.mouse.down()
  await stage.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 })
  await stage.page.mouse.move(box.x + box.width / 2, box.y + box.height - 1, { steps: 6 })
  // However long it is held, nothing is moved before it is let go.
  await stage.page.waitForTimeout(700)
  await expect.poll(async () => (await named(story))?.picture).toBe(moved)
  await stage.page.mouse.up()
  await expect.poll(async () => (await named(story))?.recipe.focalPoint.y).toBeGreaterThan(0.9)
  await expect.poll(undoDepth).toBe(steps + 2)
  await undo()
  await expect.poll(async () => (await named(story))?.picture).toBe(moved)
  await undo()
  await expect.poll(async () => (await named(story))?.picture).toBe(before)
  expect(orders()).toHaveLength(1)
})

test('of several copies one is kept: the others go in one step, but for what was changed by hand', async () => {
  stage = await openStage()
  await select(stage, ['Poster'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await prompt().fill('A print')
  await tick(stage, ['1:1'])
  await stage.window.getByRole('radiogroup', { name: 'Copies' }).getByText('3').click()
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
  await openTasks(stage)
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count()).toBe(3)
  const names = async () => (await variants()).map(({ name }) => name)
  const all = await names()
  expect(all).toHaveLength(3)
  // No two of them look alike.
  expect(new Set((await variants()).map(hashOf)).size).toBe(3)
  await look([all[0] ?? ''])
  const copies = region().getByRole('radiogroup', { name: 'Copies' })
  await expect.poll(() => copies.getByRole('radio').count()).toBe(3)
  await expect.poll(() => copies.getByRole('radio', { name: 'Copy 1' }).isChecked()).toBe(true)
  expect(await violations(stage)).toEqual([])

  // Picked by a key, and looked at on the canvas.
  await copies.getByRole('radio', { name: 'Copy 1' }).press('ArrowRight')
  await button('Show').click()
  await expect.poll(selection).toEqual([all[1]])
  await expect.poll(() => copies.getByRole('radio', { name: 'Copy 2' }).isChecked()).toBe(true)

  const third = (await variants())[2]?.id ?? ''
  await stage.page.evaluate((id) => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    document?.person(() => document.create('TEXT', id))
  }, third)
  const steps = await undoDepth()
  await button('Keep only this').click()
  await expect.poll(names).toEqual([all[1], all[2]])
  await expect.poll(status).toContain('1 copy stayed: locked, or changed by hand.')
  await expect.poll(undoDepth).toBe(steps + 1)
  const again = tasks().getByRole('button', { name: 'Place again' })
  await again.waitFor()
  await undo()
  await expect.poll(names).toEqual(all)
  await expect.poll(() => copies.getByRole('radio').count()).toBe(3)
  await expect.poll(() => again.count()).toBe(0)
  await expect.poll(() => region().getByText('1 copy removed.').count()).toBe(0)

  // A picked copy that is deleted is no longer picked: the selected one is kept.
  await copies.getByRole('radio', { name: 'Copy 3' }).check()
  await stage.page.evaluate((id) => {
    ;(globalThis as unknown as Window).playground?.person.remove(id)
  }, third)
  await expect.poll(() => copies.getByRole('radio').count()).toBe(2)
  await expect.poll(() => copies.getByRole('radio', { name: 'Copy 2' }).isChecked()).toBe(true)
  await button('Keep only this').click()
  await expect.poll(names).toEqual([all[1]])
  await undo()
  await undo()
  await expect.poll(() => copies.getByRole('radio').count()).toBe(3)

  // It says so of the copy that is kept, which was not the selected one.
  await copies.getByRole('radio', { name: 'Copy 1' }).check()
  await button('Keep only this').click()
  await expect.poll(selection).toEqual([all[0]])
  await region()
    .getByText(/^1 copy removed\..* 1 copy stayed/)
    .waitFor()
  await again.click()
  await expect.poll(async () => (await names()).length).toBe(3)
  expect(orders()).toHaveLength(3)
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count()).toBe(3)

  // A later window lists nothing until then.
  await stage.page.evaluate(() => (globalThis as unknown as Window).playground?.run())
  await windowShown(stage.page)
  await look([all[0] ?? ''])
  await button('Keep only this').click()
  await region()
    .getByText(/^1 copy removed\./)
    .waitFor()
  await openTasks(stage)
  await tasks().getByRole('button', { name: 'Place again' }).waitFor()
  expect(orders()).toHaveLength(3)
  expect(stage.complaints).toEqual([])
})
