import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { violations } from '../support/axe.ts'
import { promptsOn } from '../support/prompts.ts'
import {
  deliver,
  openStage,
  openTasks,
  select,
  type Stage,
  type StageOptions,
} from '../support/stage.ts'
import { windowShown } from '../support/plugin-window.ts'
import { targetsOn } from '../support/target-picker.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, generate, prompt } = findersOn(() => stage)
const { orders } = promptsOn(() => stage)
const { search } = targetsOn(() => stage)
const tick = (name: string | RegExp) => stage.window.getByRole('checkbox', { name })
const keepLive = () => tick(/^Keep text live/)
const list = () => stage.window.getByRole('group', { name: 'Text to keep live' })
const sent = () => stage.window.getByRole('group', { name: 'Preview prompt' })

async function open(options: StageOptions = {}, sources: readonly string[] = ['Poster']) {
  stage = await openStage(options)
  await select(stage, sources)
  await stage.window.getByRole('textbox', { name: 'Prompt', exact: true }).fill('At dusk')
  await expect.poll(() => keepLive().isChecked()).toBe(true)
  await stage.window.getByText(/^\d+ texts$/).waitFor()
}

/** Adds a size that no placement has, by searching for it. */
async function addSize(size: string): Promise<void> {
  await search().fill(size)
  await button(`Add ${size}`).click()
  await search().fill('')
}

async function preview(): Promise<void> {
  await stage.window.getByText('More options').click()
  await stage.window.getByText('Preview prompt').first().click()
}

test('text is live where there is some, and the list says which', async () => {
  await open()
  for (const size of ['300 × 40', '40 × 300', '60 × 60', '200 × 30']) await addSize(size)
  // The remarks on them are too many for two lines: the rest comes with the list, and the focus as well.
  await button(/^\d+ more$/).press('Enter')
  await expect.poll(() => hasFocus(button('Text to keep live'))).toBe(true)
  const ticks = list().getByRole('checkbox')
  await expect.poll(() => ticks.count()).toBeGreaterThan(2)
  const [first] = await list().locator('label').allInnerTexts()
  await ticks.first().uncheck()
  await stage.window.getByText(/^\d+ of \d+ texts$/).waitFor()
  expect(first).not.toBe('')
  expect(await violations(stage)).toEqual([])

  // A button of two layers would be torn apart.
  await stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const box = { x: 50, y: 874, width: 330, height: 40 }
    const fills = [{ type: 'SOLID' as const, color: { r: 1, g: 1, b: 1 } }]
    const poster = document?.byName('Poster') ?? ''
    document?.person(() => {
      const bar = document.create('RECTANGLE', poster, { name: 'Bar', fills, ...box })
      document.insert(poster, bar, 0)
    })
  })
  await select(stage, ['Card'])
  await select(stage, ['Poster'])
  await stage.window
    .getByText('“Bar” behind “aurora.example” stays in the picture. Group the two to keep both.')
    .waitFor()
})

test('the prompt says which areas of the picture stay calm, as it will be sent', async () => {
  await open()
  await deliver(stage, ['Instagram story'])
  // Nearly the same size: both share a picture, and its prompt has the areas of both.
  await addSize('1079 × 1919')
  await expect.poll(() => generate().textContent()).toBe('Generate 1 picture')
  await preview()
  await sent()
    .getByText(/Keep these areas plain and evenly toned/)
    .waitFor()
  const shown = await sent().innerText()
  expect(shown).toMatch(/^At dusk\nImage 1 is the artwork without its text\./)
  expect(shown).toMatch(/\(\d+–\d+ % across, \d+–\d+ % down\)/)
  await generate().click()
  await expect.poll(() => orders().length).toBe(1)
  expect(orders()[0]?.prompt).toBe(shown)
})

test('live text and text kept in the picture exclude each other', async () => {
  await open()
  await preview()
  await tick('Keep text exactly').check()
  expect(await keepLive().isChecked()).toBe(false)
  await keepLive().check()
  expect(await tick('Keep text exactly').isChecked()).toBe(false)
  await keepLive().uncheck()
  expect(await tick('Keep text exactly').isChecked()).toBe(false)
  await deliver(stage, ['Instagram story'])
  await sent().getByText('At dusk', { exact: true }).waitFor()
})

/** The texts in the newest frames of a name, as they stand on the canvas. */
function textsIn(name: string): Promise<string[]> {
  return stage.page.evaluate((wanted) => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    if (document === undefined) return []
    const frame = document.byName(wanted)
    const inside = (node: string): string[] =>
      document.node(node).children.flatMap((child) => [child, ...inside(child)])
    return inside(frame)
      .map((node) => document.node(node))
      .filter(({ type }) => type === 'TEXT')
      .map(({ props }) => String(props.characters))
  }, name)
}

test('a variant has its text before its picture is there, and the model gets a picture without it', async () => {
  await open({ hiapi: { durations: { queued: 200, handling: 60_000, archiving: 200 } } })
  await deliver(stage, ['Instagram story'])
  await button('Text to keep live').click()
  await list().getByRole('checkbox', { name: /249/ }).uncheck()
  await generate().click()
  await expect.poll(() => orders().length).toBe(1)
  expect(orders()[0]?.input_urls).toHaveLength(1)
  const laid = await textsIn('Poster · Instagram story')
  expect(laid).toContain('AURORA ONE')
  expect(laid).not.toContain('€ 249')
  expect(stage.complaints).toEqual([])
})

async function swapPoster(): Promise<void> {
  stage = await openStage()
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await select(stage, ['Poster'])
  await stage.window.getByRole('textbox', { name: 'Prompt', exact: true }).fill('At dusk')
  await stage.window.getByText(/^\d+ texts$/).waitFor()
  await button(/^Swap 1 layer/).click()
}

test('a swap keeps its text live, and says so in its prompt', async () => {
  await swapPoster()
  await expect.poll(() => orders().length).toBe(1)
  expect(orders()[0]?.prompt).toMatch(/^At dusk\nImage 1 is the artwork without its text\./)
})

test('a recipe tells of its live text, and brings the switch and the ticks back', async () => {
  await open()
  await deliver(stage, ['Instagram story'])
  await button('Text to keep live').click()
  await list().getByRole('checkbox', { name: /249/ }).uncheck()
  await generate().click()
  const tasks = await openTasks(stage)
  await expect.poll(() => tasks.getByText('Done').count()).toBe(1)
  await list().getByRole('checkbox', { name: /249/ }).check()
  await keepLive().uncheck()

  const drawn = (list: string) =>
    stage.window
      .getByRole('list', { name: list })
      .locator('canvas')
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
  const source = await drawn('Sources')
  await select(stage, ['Poster · Instagram story'])
  await stage.window.getByText('Details', { exact: true }).click()
  await stage.window.getByText('4 layers').waitFor()
  await stage.window.getByRole('list', { name: 'References' }).scrollIntoViewIfNeeded()
  // With its text, although the model got a picture without it.
  await expect.poll(() => drawn('References')).toBe(source)
  await button('Use this recipe').click()
  await select(stage, ['Poster'])
  await stage.window.getByText('4 of 5 texts').waitFor()
  expect(await keepLive().isChecked()).toBe(true)
})

test('text is refreshed where the source is in this file, and from no layer that only has its id', async () => {
  await open()
  await deliver(stage, ['Instagram story', 'Twitch banner'])
  await generate().click()
  const tasks = await openTasks(stage)
  await expect.poll(() => tasks.getByText('Done').count(), { timeout: 30_000 }).toBe(2)
  await stage.page.evaluate(() => {
    const { document, person } = (globalThis as unknown as Window).playground ?? {}
    if (document === undefined || person === undefined) return
    // As if it had been pasted from another file, where the same ids are other layers.
    const pasted = document.byName('Poster · Twitch banner')
    const { pluginData } = document.node(pasted)
    const [key = '', text = ''] =
      Object.entries(pluginData).find(([each]) => each.endsWith('/recipe')) ?? []
    const recipe = JSON.parse(text) as { source: object }
    const source = { ...recipe.source, name: 'Elsewhere', size: { width: 1, height: 1 } }
    document.setData(pasted, {
      pluginData: { ...pluginData, [key]: JSON.stringify({ ...recipe, source }) },
    })
    person.set(document.byName('AURORA ONE'), { characters: 'BOREALIS', runs: [] })
  })
  await select(stage, ['Poster · Instagram story', 'Poster · Twitch banner'])
  await button('Refresh text').click()
  await expect.poll(() => textsIn('Poster · Instagram story')).toContain('BOREALIS')
  expect(await textsIn('Poster · Twitch banner')).not.toContain('BOREALIS')
})

type Answer = { readonly type: string; readonly id: number; readonly body?: object }

/** Starts the plugin once more, with what it answers to `readLiveText` and `readLaidTexts` in a test's hands. */
async function openWithAnswers(): Promise<void> {
  stage = await openStage({
    hiapi: { durations: { queued: 200, handling: 6_000, archiving: 200 } },
  })
  await stage.page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    await playground?.run()
    const ui = playground?.host.run?.ui
    if (ui === undefined) throw new Error('The plugin does not run.')
    const [listen, post] = [ui.onMessage.bind(ui), ui.postMessage.bind(ui)]
    const asked = new Map<number, string>()
    ui.postMessage = (message) => {
      const { id, name } = message as { id: number; name: string }
      asked.set(id, name)
      post(message)
    }
    ui.onMessage = (listener) =>
      listen((message) => {
        const { type, id, body } = message as Answer
        const { answers = {} } = globalThis as { answers?: Readonly<Record<string, object>> }
        const change = type === 'response' ? answers[asked.get(id) ?? ''] : undefined
        listener(change === undefined ? message : { type, id, body, ...change })
      })
  })
  await windowShown(stage.page)
}

/** What is answered from now on, by procedure; everything else is as it is. */
function answering(answers: Readonly<Record<string, object>>): Promise<void> {
  return stage.page.evaluate((wanted) => {
    Object.assign(globalThis, { answers: wanted })
  }, answers)
}

test('text that can’t be read is read again, what can’t stay live says why, and smaller text is told of', async () => {
  await openWithAnswers()
  await answering({ readLiveText: { type: 'error', error: { code: 'internal', message: 'No.' } } })
  await select(stage, ['Poster'])
  await stage.window.getByRole('textbox', { name: 'Prompt', exact: true }).fill('At dusk')
  await stage.window.getByText('The text of Poster can’t be read.').waitFor()
  await deliver(stage, ['Instagram story'])
  await expect.poll(() => generate().isDisabled()).toBe(true)
  expect(orders()).toEqual([])

  const size = { width: 100, height: 100 }
  const body = { size, blocks: [], refusal: 'mostly-text' }
  await answering({ readLiveText: { body } })
  await button('Read again').press('Enter')
  await expect.poll(() => hasFocus(prompt())).toBe(true)
  await stage.window.getByText('Poster is mostly text. Use Swap, which keeps its layout.').waitFor()
  expect(await keepLive().isDisabled()).toBe(true)
  expect(await keepLive().isChecked()).toBe(false)

  await answering({})
  await select(stage, ['Card'])
  await select(stage, ['Poster'])
  await stage.window.getByText('5 texts').waitFor()
  await generate().click()
  await expect.poll(() => orders().length).toBe(1)
  const node = await stage.page.evaluate(() =>
    (globalThis as unknown as Window).playground?.frameByName('Poster · Instagram story'),
  )
  const laid = { node, size, texts: [], untouched: [], smaller: ['Price'], hasScrim: false }
  await answering({ readLaidTexts: { body: { variants: [laid] } } })
  const tasks = await openTasks(stage)
  await tasks.getByText('Some text is smaller than planned: Price.').waitFor()
})

test('the focus stays in the window as wording that can’t be read is read again', async () => {
  await openWithAnswers()
  await answering({ readTexts: { type: 'error', error: { code: 'internal', message: 'No.' } } })
  await select(stage, ['Poster'])
  await stage.window.getByText('More options').click()
  await stage.window.getByRole('checkbox', { name: 'Keep text exactly' }).check()
  await button('Read again').press('Enter')
  await expect.poll(() => hasFocus(prompt())).toBe(true)
})

/**
 * Selects the only render, with two of its texts in one place, one of them white and the other black.
 *
 * @returns whether there is a render
 */
function crossTexts(): Promise<boolean> {
  return stage.page.evaluate(() => {
    const { document, person } = (globalThis as unknown as Window).playground ?? {}
    if (document === undefined || person === undefined) return false
    const picture = document
      .descendants(document.rootId)
      .find((id) => document.prop(id, 'name') === 'Picture')
    const render = picture === undefined ? null : document.node(picture).parent
    if (render === null) return false
    const { children } = document.node(render)
    const texts = children.filter((id) => document.node(id).type === 'TEXT')
    for (const [index, id] of texts.slice(0, 2).entries()) {
      const color = { r: index, g: index, b: index }
      person.set(id, { fills: [{ type: 'SOLID', color }], runs: [] })
      person.move(id, 40, 40)
    }
    person.select([render])
    return true
  })
}

test('a render tells which of its text is hard to read', async () => {
  await swapPoster()
  // No picture is right for white and black text at once.
  await expect.poll(crossTexts).toBe(true)
  await stage.window.getByText(/^“.+” may be hard to read: contrast \d\.\d, /).waitFor()
})
