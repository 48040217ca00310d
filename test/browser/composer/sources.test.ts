import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { violations } from '../support/axe.ts'
import { narrow, onCanvas, openStage, select, type Stage, tick } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const items = () => stage.window.getByRole('list', { name: 'Sources' }).getByRole('listitem')
const { button, prompt } = findersOn(() => stage)
const pin = () => button('Pin sources')
const isPinned = () => pin().getAttribute('aria-pressed')

async function shows(...names: readonly string[]): Promise<void> {
  const texts = () => items().allTextContents()
  await expect.poll(async () => (await texts()).length).toBe(names.length)
  for (const [at, name] of names.entries()) {
    await expect.poll(async () => (await texts())[at]).toContain(name)
  }
}

function remove(name: string): Promise<void> {
  return stage.page.evaluate((wanted) => {
    const { playground } = globalThis as unknown as Window
    playground?.person.remove(playground.frameByName(wanted))
  }, name)
}

test('pinned sources stay while references are picked from the canvas', async () => {
  stage = await openStage()
  const { window } = stage
  await select(stage, ['Poster', 'Card'])
  await shows('Poster', 'Card')
  expect(await isPinned()).toBe('false')
  await pin().click()
  // It is seen, and said once to those who don't see it.
  await window.getByText('Pinned. They stay whatever you select.').first().waitFor()
  expect(await isPinned()).toBe('true')
  expect(await violations(stage)).toEqual([])

  await select(stage, ['Landing hero'])
  await window
    .getByText('More options')
    .or(window.getByText(/Tokens/))
    .first()
    .click()
  await button('Add selection as reference').click()
  await window
    .getByRole('list', { name: /references/i })
    .getByText('Hero')
    .waitFor()
  await shows('Poster', 'Card')

  await window.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A print')
  await tick(stage, ['1:1'])
  await button('Generate 2 pictures').waitFor()

  await pin().click()
  await shows('Landing hero')
  expect(await isPinned()).toBe('false')
  expect(stage.complaints).toEqual([])
})

test('a pinned source that is deleted is told, and one that comes back is used again', async () => {
  stage = await openStage()
  await select(stage, ['Poster', 'Card'])
  await shows('Poster', 'Card')
  await pin().click()
  await select(stage, ['Landing hero'])
  await remove('Card')
  await expect.poll(() => items().nth(1).textContent()).toContain('Deleted')
  await expect
    .poll(() => stage.window.getByRole('status').textContent())
    .toBe('Pinned source deleted: Card.')
  await stage.window.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A print')
  await tick(stage, ['1:1'])
  await button('Generate 1 picture').waitFor()
  await onCanvas(stage, 'undo')
  await expect.poll(() => items().nth(1).textContent()).not.toContain('Deleted')
  await button('Generate 2 pictures').waitFor()
  expect(stage.complaints).toEqual([])
})

test('a nested layer can hand over to the frame around it, and a text says whose frame it is', async () => {
  stage = await openStage()
  await select(stage, ['Price tag'])
  await shows('Price tag')
  await items().getByRole('button', { name: 'Use its frame', exact: true }).click()
  await shows('Poster')
  expect(await items().getByRole('button').count()).toBe(0)
  const selected = () =>
    stage.page.evaluate(() => {
      const { document } = (globalThis as unknown as Window).playground ?? {}
      return (document?.selection(document.currentPage) ?? []).map((id) =>
        document?.prop(id, 'name'),
      )
    })
  expect(await selected()).toEqual(['Poster'])

  await select(stage, ['AURORA ONE'])
  await shows('Poster')
  await expect.poll(() => items().textContent()).toContain('Text layer. Its frame is used')

  // While they are pinned, the selection stays and the source changes.
  await select(stage, ['Price tag'])
  await shows('Price tag')
  await pin().click()
  await items().getByRole('button', { name: 'Use its frame', exact: true }).click()
  await shows('Poster')
  expect(await selected()).toEqual(['Price tag'])
  expect(await isPinned()).toBe('true')
  await narrow(stage)
  expect(await violations(stage)).toEqual([])
  expect(stage.complaints).toEqual([])
})

test('a source that is edited is drawn again, once the edit is over', async () => {
  stage = await openStage()
  await select(stage, ['Poster'])
  await shows('Poster')
  const picture = () =>
    items()
      .locator('canvas')
      .evaluate((it) => (it instanceof HTMLCanvasElement && it.width > 1 ? it.toDataURL() : ''))
  await expect.poll(picture).not.toBe('')
  const before = await picture()
  await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    const fills = [{ type: 'SOLID' as const, color: { r: 0, g: 0.4, b: 0 } }]
    playground?.person.set(playground.frameByName('Poster'), { fills })
  })
  await expect.poll(picture).not.toBe(before)
})

test('the focus stays in the window as the button with it disappears with its source', async () => {
  stage = await openStage()
  await select(stage, ['Price tag'])
  await shows('Price tag')
  await button('Use its frame').press('Enter')
  await shows('Poster')
  await expect.poll(() => hasFocus(prompt())).toBe(true)

  await pin().click()
  await select(stage, [])
  await pin().press('Enter')
  await expect.poll(() => items().count()).toBe(0)
  await expect.poll(() => hasFocus(prompt())).toBe(true)
})
