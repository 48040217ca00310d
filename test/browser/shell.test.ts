import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, loudWindow, openShell } from './support/shell-frame.ts'
import { type FrameMode, sharedBrowser } from './support/stage.ts'

let page: Page
beforeEach(async () => {
  page = await (await sharedBrowser()).newPage()
})
afterEach(() => page.close())

const modes = ['srcdoc', 'data'] as FrameMode[]

test.each(modes)(
  'in a %s frame, what came before the window is heard by it, once',
  async (mode) => {
    const shell = await openShell(page, mode)
    await shell.post('first')
    await shell.post('second')
    await shell.post(...loudWindow)
    await shell.post('third')
    await expect
      .poll(shell.sent)
      .toEqual([ask, 'started', ['heard', 'first'], ['heard', 'second'], ['heard', 'third']])
    const style = await shell.frame.evaluate(() =>
      getComputedStyle(document.body).getPropertyValue('--opened'),
    )
    expect(style).toBe('yes')
  },
)

test('the shell asks until it is answered, however late, and then no more', async () => {
  const shell = await openShell(page, 'srcdoc')
  await shell.wait(1_000)
  await expect.poll(shell.sent).toEqual([ask, ask])
  const asks = [ask, ask, ask, ask, ask]
  await shell.wait(3_000)
  await expect.poll(shell.sent).toEqual(asks)
  await shell.post(...loudWindow)
  await shell.wait(10_000)
  await shell.post('last')
  await expect.poll(shell.sent).toEqual([...asks, 'started', ['heard', 'last']])
})

test('of two answers the window starts once, and hears of none', async () => {
  const shell = await openShell(page, 'srcdoc')
  await shell.post(...loudWindow)
  await shell.post(...loudWindow)
  await shell.post('last')
  await expect.poll(shell.sent).toEqual([ask, 'started', ['heard', 'last']])
})

test('the pieces of a window may come in any order, with other messages between them', async () => {
  const shell = await openShell(page, 'srcdoc')
  const [first, second, third] = loudWindow
  await shell.post(third, 'early', first, second, 'last')
  await expect.poll(shell.sent).toEqual([ask, 'started', ['heard', 'early'], ['heard', 'last']])
})

test('a window of which a piece is lost opens once it is sent again', async () => {
  const shell = await openShell(page, 'srcdoc')
  const [first, , third] = loudWindow
  await shell.post(first, third)
  await shell.wait(1_000)
  await expect.poll(shell.sent).toEqual([ask, ask])
  await shell.post(...loudWindow, 'last')
  await expect.poll(shell.sent).toEqual([ask, ask, 'started', ['heard', 'last']])
})

test('a window that somebody else sends is not opened, nor one that is none', async () => {
  const shell = await openShell(page, 'srcdoc')
  const stolen = 'parent.postMessage("stolen", "*")'
  const [piece] = loudWindow
  await shell.postFromBeside({ ...piece, of: 1, text: stolen, scriptFrom: 0 })
  const noText = { ...piece, text: null }
  const noPlace = { ...piece, at: '0' }
  const otherType = { ...piece, type: 'event' }
  await shell.post(noText, noPlace, otherType, null)
  await page.evaluate(() => frames[0]?.postMessage('not wrapped', '*'))
  await shell.post(...loudWindow, 'last')
  const heard = [noText, noPlace, otherType, null, 'last'].map((message) => ['heard', message])
  await expect.poll(shell.sent).toEqual([ask, 'sent from beside', 'started', ...heard])
})
