import { afterEach, expect, test } from 'vitest'
import { findersOn } from './support/finders.ts'
import { violationsIn } from './support/axe.ts'
import { windowShown } from './support/plugin-window.ts'
import { openStage, openTasks, pastDoublePress, select, type Stage, tick } from './support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const where = () => stage.page.getByRole('status', { name: 'Selection' }).textContent()
const { prompt } = findersOn(() => stage)

/** Shows a layer as large as it fits, and selects it. */
async function lookAt(name: string): Promise<void> {
  await select(stage, [name])
  await stage.page.locator('#canvas').focus()
  await stage.page.keyboard.press('Shift+Digit2')
}

/** A point of the canvas: so many of the layer's own pixels from its top left corner. */
function pointIn(name: string, x: number, y: number) {
  return stage.page.evaluate(
    ([wanted, dx, dy]) => {
      const { playground } = globalThis as unknown as Window
      const rect = playground?.rectOf(wanted) ?? { x: 0, y: 0, width: 0, height: 0 }
      const id = playground?.frameByName(wanted) ?? ''
      const scale = rect.width / (playground?.document.prop(id, 'width') ?? 1)
      return { x: rect.x + dx * scale, y: rect.y + dy * scale }
    },
    [name, x, y] as const,
  )
}

/** What stands where the layer stands: whether each is seen, from back to front. */
function beside(name: string) {
  return stage.page.evaluate((wanted) => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    if (document === undefined) return []
    const id = document.byName(wanted)
    const { parent } = document.node(id)
    const box = (each: string) =>
      (['x', 'y', 'width', 'height'] as const).map((key) => document.prop(each, key)).join()
    return document
      .node(parent ?? '')
      .children.filter((each) => box(each) === box(id))
      .map((each) => document.prop(each, 'visible'))
  }, name)
}

/** How much two pictures of one size agree in what is light and dark where: 1 where they are the same. */
function similarity(canvases: readonly Element[]): number {
  const cells = 12
  const [one = [], other = []] = canvases.map((canvas) => {
    const small = new OffscreenCanvas(cells, cells).getContext('2d')
    if (small === null || !(canvas instanceof HTMLCanvasElement)) throw new Error('No canvas.')
    small.imageSmoothingQuality = 'high'
    small.drawImage(canvas, 0, 0, cells, cells)
    const { data } = small.getImageData(0, 0, cells, cells)
    const light = Array.from({ length: cells * cells }, (_, at) =>
      [0, 1, 2].reduce((sum, channel) => sum + (data[at * 4 + channel] ?? 0), 0),
    )
    const mean = light.reduce((sum, each) => sum + each, 0) / light.length
    return light.map((each) => each - mean)
  })
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0)
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other))
}

test('one press on what it opens with makes seven placements', async () => {
  stage = await openStage({ isPainted: true, isUsed: true })
  const { window } = stage
  await expect
    .poll(() => window.getByRole('list', { name: 'Chosen targets' }).getByRole('listitem').count())
    .toBe(7)
  // One can write at once, and is told the keys that order.
  await expect.poll(() => prompt().evaluate((it) => it === document.activeElement)).toBe(true)
  const keys = (it: Element) => getComputedStyle(it, '::after').content
  expect(await window.getByRole('button', { name: /^Generate/ }).evaluate(keys)).toMatch(
    /^"Ctrl ↵"/,
  )
  await window.getByRole('button', { name: /^Generate/ }).click()
  await window.getByText('7 variants ready').waitFor({ timeout: 60_000 })
  expect(stage.complaints).toEqual([])
})

test('nothing of the page covers the window where the page is small', async () => {
  stage = await openStage({ isUsed: true, size: { width: 720, height: 450 } })
  const { page, window } = stage
  const box = await window.getByRole('button', { name: /^Generate/ }).boundingBox()
  const topmost = await page.evaluate(
    ({ x, y }) => {
      // It lets presses through, and so is not found by where it stands.
      const hint = document.querySelector<HTMLElement>('#hint')
      if (hint !== null) hint.style.pointerEvents = 'auto'
      const found = document.elementFromPoint(x, y)?.tagName
      hint?.style.removeProperty('pointer-events')
      return found
    },
    { x: (box?.x ?? 0) + 8, y: (box?.y ?? 0) + 8 },
  )
  expect(topmost).toBe('IFRAME')
})

test('with a relay the same press makes the same seven, with one request to HiAPI for each task', async () => {
  stage = await openStage({ isPainted: true, isUsed: true, hasRelay: true })
  const { window, playground, addresses } = stage
  await window.getByRole('button', { name: /^Generate/ }).click()
  await window.getByText('7 variants ready').waitFor({ timeout: 60_000 })

  const { hiapi, relay } = playground
  const tasks = hiapi?.hiapi.tasks.size ?? 0
  expect(tasks).toBeGreaterThan(1)
  const asked = hiapi?.hiapi.requests.filter(({ op }) => ['create', 'get', 'list'].includes(op))
  expect((asked?.length ?? Infinity) / tasks).toBeLessThanOrEqual(1.05)
  expect(hiapi?.fetched.length).toBeGreaterThanOrEqual(tasks)
  // The window talks to the relay alone.
  const local = addresses.filter((each) => each.startsWith('http:')).map((each) => new URL(each))
  const hosts = new Set(local.map(({ origin }) => origin))
  expect([...hosts].sort()).toEqual([playground.url, relay?.address].sort())
})

test('double-clicks and Ctrl-click select a mockup, which any prompt swaps', async () => {
  stage = await openStage({ isPainted: true })
  const { page, window } = stage
  expect(await where()).toBe('Poster')

  await lookAt('Shop page')
  const bottle = await pointIn('Product mockup', 40, 40)
  await page.mouse.click(bottle.x, bottle.y)
  await expect.poll(where).toBe('Shop page')
  await page.mouse.dblclick(bottle.x, bottle.y)
  await expect.poll(where).toBe('Shop page › Product')
  await page.mouse.dblclick(bottle.x, bottle.y)
  await expect.poll(where).toBe('Shop page › Product › Product mockup')
  // A click beside it selects its neighbour, and one on it the layer again.
  const price = await pointIn('Details', 20, 20)
  await page.mouse.click(price.x, price.y)
  await expect.poll(where).toBe('Shop page › Product › Details')
  await page.mouse.click(bottle.x, bottle.y)
  await expect.poll(where).toBe('Shop page › Product › Product mockup')

  await window.getByRole('tab', { name: 'Swap' }).click()
  await prompt().fill('As if it were made of wood')
  await swap()
  await expect.poll(() => beside('Product mockup'), { timeout: 40_000 }).toEqual([false, true])
  // It stands upright in its place: what was light is light, what was dark is dark.
  const swapped = window.getByRole('region', { name: 'Swapped' })
  await swapped.getByRole('button', { name: 'Compare' }).click()
  const compare = swapped.getByRole('region', { name: 'Compare' })
  await expect.poll(() => compare.getAttribute('aria-busy')).toBe('false')
  expect(await compare.locator('canvas').evaluateAll(similarity)).toBeGreaterThan(0.8)

  await lookAt('Launch hero')
  const spot = await pointIn('Device mockup', 20, 20)
  await page.keyboard.down('Control')
  await page.mouse.click(spot.x, spot.y)
  await page.keyboard.up('Control')
  await expect.poll(where).toBe('Launch hero › Device mockup')
  await prompt().fill('As if it were made of paper')
  await swap()
  await expect.poll(() => beside('Device mockup'), { timeout: 40_000 }).toEqual([false, true])
  expect(stage.complaints).toEqual([])
})

test('Enter goes into what is selected, Shift+Enter out of it, Escape clears; what was copied and deleted is pasted', async () => {
  stage = await openStage({ isPainted: true })
  const { page } = stage
  await page.locator('#canvas').focus()
  await select(stage, ['Shop page'])
  await page.keyboard.press('Enter')
  await expect.poll(where).toBe('2 layers selected')
  await select(stage, ['Product'])
  await page.keyboard.press('Enter')
  await expect.poll(where).toBe('2 layers selected')
  await page.keyboard.press('Shift+Enter')
  await expect.poll(where).toBe('Shop page › Product')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+Enter')
  await expect.poll(where).toBe('Shop page')
  await page.keyboard.press('Escape')
  await expect.poll(where).toBe('Nothing selected')

  await select(stage, ['Poster'])
  await page.keyboard.press('ControlOrMeta+c')
  await page.keyboard.press('Delete')
  await expect.poll(where).toBe('Nothing selected')
  await page.keyboard.press('ControlOrMeta+v')
  await expect.poll(where).toBe('Poster')
  expect(stage.complaints).toEqual([])
})

/** The prompt that refused orders are about, in words of the local HiAPI's own. */
const rejection = /The prompt asks for something that this model does not make/

/** Both wait until the button can be pressed: keys would only be told why not. */
const generate = () => stage.window.getByRole('button', { name: /^Generate/ }).click()
const swap = () => stage.window.getByRole('button', { name: /^Swap 1 layer/ }).click()

/** How the window tells each failure, and what brings the picture once it is switched off. */
const told = [
  { name: 'Out of balance', words: /balance|credit/i, then: 'Continue' },
  { name: 'Refused', words: rejection, then: 'another order' },
  { name: 'Slow', words: /Generating/, then: 'nothing' },
  { name: 'Rate limited', words: /asks for a pause|Paused by HiAPI/i, then: 'nothing' },
  { name: 'Picture gone', words: /could not be fetched|expired/i, then: 'Retry' },
  { name: 'Offline', words: /offline/i, then: 'nothing' },
] as const

test.each(told)('$name is switched on, told, and switched off again', async (failure) => {
  const { name, words, then } = failure
  stage = await openStage({ hasRelay: false })
  const { page, window, playground } = stage
  const order = async (text: string) => {
    await prompt().fill(text)
    await generate()
    await openTasks(stage)
  }
  await tick(stage, ['1:1'])
  const fetched = () =>
    playground.hiapi?.hiapi.requests.filter(({ op, status }) => op === 'picture' && status === 200)

  await page.getByRole('button', { name: 'Failures' }).click()
  await page.getByRole('checkbox', { name, exact: true }).check()
  await page.getByRole('button', { name: `Failures: ${name}` }).waitFor()
  await order('A print on a sunlit table')
  await window.getByText(words).first().waitFor({ timeout: 40_000 })
  if (name === 'Slow') {
    const [task] = playground.hiapi?.hiapi.tasks.values() ?? []
    await expect.poll(() => Date.now() - (task?.endsAt ?? Infinity)).toBeGreaterThan(2_000)
  }
  expect(fetched()).toEqual([])

  await page.getByRole('button', { name: 'Switch all off' }).click()
  await page.getByRole('button', { name: 'Failures', exact: true }).waitFor()
  if (then === 'another order') {
    await pastDoublePress(stage)
    await order('Another print')
  } else if (then !== 'nothing') await window.getByRole('button', { name: then }).first().click()
  await expect.poll(() => fetched()?.length, { timeout: 40_000 }).toBe(1)
})

test('the menu of failures is sound, says which are on, and closes with Escape', async () => {
  stage = await openStage({ hasRelay: false, theme: 'dark' })
  const { page } = stage
  const opener = page.getByRole('button', { name: 'Failures' })
  const menu = page.getByRole('group', { name: 'What goes wrong' })
  await opener.click()
  expect(await opener.getAttribute('aria-expanded')).toBe('true')
  expect(await menu.getByRole('checkbox').count()).toBe(6)
  await menu.getByRole('checkbox', { name: 'Slow', exact: true }).check()
  await menu.getByRole('checkbox', { name: 'Refused', exact: true }).check()
  await expect.poll(() => opener.textContent()).toBe('Failures: 2 on')
  expect(await violationsIn(page.mainFrame())).toEqual([])

  await page.keyboard.press('Escape')
  await expect.poll(() => menu.isHidden()).toBe(true)
  await expect.poll(() => opener.evaluate((it) => it === document.activeElement)).toBe(true)
  // The server keeps them, and a page that is loaded again shows them.
  await page.reload()
  await expect.poll(() => opener.textContent()).toBe('Failures: 2 on')
  // Another window of the playground has the same server, and its menu.
  const headers = { 'content-type': 'application/json' }
  const path = `${stage.playground.url}/failures`
  await fetch(path, { method: 'PUT', headers, body: '["refused"]' })
  await opener.click()
  await expect.poll(() => opener.textContent()).toBe('Failures: Refused')
  await expect
    .poll(() => menu.getByRole('checkbox', { name: 'Slow', exact: true }).isChecked())
    .toBe(false)
})

test('with a relay there are the failures that it passes on', async () => {
  stage = await openStage({ hasRelay: true })
  const { page } = stage
  await page.getByRole('button', { name: 'Failures' }).click()
  const names = page.getByRole('group', { name: 'What goes wrong' }).locator('strong')
  expect(await names.allTextContents()).toEqual(['Out of balance', 'Refused'])
})

test('a window that is opened offline knows it', async () => {
  stage = await openStage({ hasRelay: false })
  const { page } = stage
  await page.getByRole('button', { name: 'Failures' }).click()
  await page.getByRole('checkbox', { name: 'Offline', exact: true }).check()
  await page.getByRole('button', { name: 'Failures: Offline' }).waitFor()
  const earlier = await page.locator('iframe').elementHandle()
  await page.getByRole('button', { name: 'Run Restage' }).click()
  await earlier.waitForElementState('hidden')
  await windowShown(page)
  await tick(stage, ['1:1'])
  await prompt().fill('A print on a sunlit table')
  await generate()
  await stage.window
    .getByText(/offline/i)
    .first()
    .waitFor({ timeout: 40_000 })
})

test('where the usual ports are taken, the window reaches those that are used instead', async () => {
  const other = await openStage({ hasRelay: false })
  const taken = [
    other.playground.hiapi?.apiUrl,
    other.playground.hiapi?.picturesUrl,
    other.playground.url,
  ]
  const [apiPort = 0, picturesPort = 0, pagePort = 0] = taken.map((url) =>
    Number(new URL(url ?? '').port),
  )
  stage = await openStage({
    hasRelay: false,
    ports: { apiPort, picturesPort, pagePort },
    isUsed: true,
  })
  const { hiapi, url } = stage.playground
  const manifest = await (await fetch(`${url}/manifest.json`)).text()
  for (const each of [hiapi?.apiUrl ?? '', hiapi?.picturesUrl ?? '']) {
    expect(manifest).toContain(each)
    expect(taken).not.toContain(each)
  }
  // A set and a prompt are there, as somebody left them who had used Restage before.
  await stage.window.getByRole('button', { name: 'Launch kit', exact: true }).waitFor()
  await prompt().fill('A print on a sunlit table')
  await generate()
  const pictures = () =>
    hiapi?.hiapi.requests.filter(({ op, status }) => op === 'picture' && status === 200).length
  await expect.poll(pictures, { timeout: 40_000 }).toBeGreaterThan(0)
  expect(stage.complaints).toEqual([])
  await other.close()
})
