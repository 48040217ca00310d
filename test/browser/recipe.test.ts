import { afterEach, expect, test } from 'vitest'
import type { Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { findersOn, hasFocus } from './finders.ts'
import { violations } from './axe.ts'
import {
  narrow,
  openStage,
  openTasks,
  select,
  type Stage,
  type StageOptions,
  tick,
  withoutLiveText,
} from './stage.ts'

let stage: Stage
afterEach(() => stage.close())

const story = 'Poster · Instagram story'
const cover = 'Poster · Reel cover'
const region = () => stage.window.getByRole('region', { name: 'Recipe' })
/** What takes the focus for the region. */
const start = () => region().locator('[tabindex="-1"]').first()
const button = (name: string) => region().getByRole('button', { name, exact: true })
const { prompt, tasks } = findersOn(() => stage)
/** The prompt of a recipe, where it is edited. */
const recipePrompt = () => region().getByRole('textbox', { name: 'Prompt', exact: true })
const status = () => stage.window.getByRole('status').textContent()
const orders = () =>
  stage.playground.hiapi?.hiapi.requests.filter(({ op }) => op === 'create') ?? []

interface Found {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly recipe: Recipe
  readonly isPending: boolean
  /** Where its picture lies in it. */
  readonly picture: string
}

/** Every frame of the document with a recipe. */
function variants(): Promise<readonly Found[]> {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    return (document?.descendants(document.rootId) ?? []).flatMap((id) => {
      const { pluginData, props, children } = document?.node(id) ?? {}
      const read = (key: string) =>
        Object.entries(pluginData ?? {}).find(([each]) => each.endsWith(`/${key}`))?.[1] ?? ''
      if (read('recipe') === '') return []
      const picture = (children ?? []).map((child) => document?.node(child).props)
      const { x, y, width, height, fills } = picture.find((it) => it?.name === 'Picture') ?? {}
      return [
        {
          id,
          name: props?.name ?? '',
          place: `${String(props?.x)}, ${String(props?.y)}`,
          recipe: JSON.parse(read('recipe')) as Recipe,
          isPending: read('replacement') !== '',
          picture: JSON.stringify({ x, y, width, height, fills }),
        },
      ]
    })
  })
}

const named = async (name: string) => (await variants()).find((each) => each.name === name)
const taskOf = (found: Found | undefined) =>
  found?.recipe.progress.state === 'done' ? found.recipe.progress.task : null

function selection(): Promise<readonly string[]> {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    return (document?.selection() ?? []).map((id) => document?.node(id).props.name ?? '')
  })
}

async function undo(): Promise<void> {
  await stage.page.evaluate(() => void (globalThis as unknown as Window).playground?.person.undo())
}

/** Starts the plugin again, as a relaunch button does. */
async function relaunch(command: string): Promise<void> {
  await stage.page.evaluate(
    (wanted) => (globalThis as unknown as Window).playground?.run(wanted),
    command,
  )
}

/** Makes a poster's story and the cover of a reel, which share one picture; or plain ratios of it. */
async function open(options: StageOptions = {}, ratios: readonly string[] = []): Promise<void> {
  stage = await openStage(options)
  await select(stage, ['Poster'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await withoutLiveText(stage)
  await prompt().fill('A print of {name} on a sunlit table')
  await tick(stage, ratios)
  if (ratios.length === 0) {
    const search = stage.window.getByRole('searchbox', { name: 'Search placements' })
    for (const name of ['Instagram story', 'Reel cover']) {
      await search.fill(name)
      await stage.window.getByRole('checkbox', { name: `${name}, 1080 × 1920` }).check()
    }
  }
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
  await openTasks(stage)
  const count = Math.max(1, ratios.length)
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count()).toBe(count)
}

async function look(names: readonly string[]): Promise<void> {
  await select(stage, names)
  await button('Regenerate').waitFor()
}

/** Unfolds what is rarely looked at; it stays unfolded. */
async function unfold(): Promise<void> {
  const details = button('Details')
  if ((await details.getAttribute('aria-expanded')) !== 'true') await details.click()
}

test('a variant tells how it was made, and nothing is told of other frames', async () => {
  await open()
  await select(stage, ['Card'])
  await expect.poll(() => region().count()).toBe(0)
  await look([story])
  await expect.poll(() => recipePrompt().inputValue()).toBe('A print of {name} on a sunlit table')
  // Alone: there is nothing to set up for other frames.
  expect(await stage.window.getByRole('list', { name: 'Sources' }).count()).toBe(0)
  expect(await stage.window.getByRole('group', { name: 'Aspect ratios' }).count()).toBe(0)
  // The blue button makes this one again, and is in sight without scrolling.
  expect(await stage.window.getByRole('button', { name: /^Generate/ }).count()).toBe(0)
  expect(await region().getByRole('button').evaluateAll(blue)).toEqual(['Regenerate'])
  expect(await region().innerText()).not.toContain('Model')
  await unfold()
  const told = await region().innerText()
  for (const fact of [
    'Instagram story of Poster',
    'As sent A print of Poster on a sunlit table',
    'Target Instagram story, 1080 × 1920',
    'Picture 2K, 9:16, ',
    'Model gpt-image-2-image-to-image',
    'Price about $0.04',
    'Shared by Instagram story, Reel cover',
  ]) {
    expect(told).toContain(fact)
  }
  expect(told).toContain(taskOf(await named(story)) ?? 'a task')
  await expect
    .poll(() => region().getByRole('list', { name: 'References' }).innerText())
    .toBe('Poster')
  await look([story, cover])
  await expect.poll(() => region().innerText()).toContain('2 variants · 1 source')
  expect(stage.complaints).toEqual([])
})

test('"Regenerate" keeps the old picture until the new one is there, and undo brings it back', async () => {
  const slow = { durations: { queued: 100, handling: 3_000, archiving: 100 } }
  await open({ hiapi: slow })
  await look([story])
  const before = await named(story)
  const shared = await named(cover)
  await expect
    .poll(() => button('Regenerate').evaluate(described))
    .toBe('1 picture, about $0.04Reel cover keeps its picture.')
  await button('Regenerate').dblclick()
  await expect.poll(async () => (await named(story))?.isPending).toBe(true)
  await expect.poll(async () => (await named(story))?.picture).toContain(hashOf(before))
  await expect.poll(() => button('Regenerate').isDisabled()).toBe(true)
  await region().getByText('Regenerating…').waitFor()
  await expect
    .poll(() => button('Regenerate').evaluate(described))
    .toBe('The picture stays until the new one is there.')
  await expect.poll(async () => taskOf(await named(story))).not.toBe(taskOf(before))
  // It can be told from the old one.
  expect(hashOf(await named(story))).not.toBe(hashOf(before))
  expect(orders()).toHaveLength(2)
  expect(taskOf(await named(cover))).toBe(taskOf(shared))
  await expect.poll(() => button('Regenerate').isEnabled()).toBe(true)
  expect(
    await region()
      .getByText(/Regenerating|Making/)
      .count(),
  ).toBe(0)
  await undo()
  expect(taskOf(await named(story))).toBe(taskOf(before))
  await expect.poll(async () => (await named(story))?.picture).toBe(before?.picture)
  expect(stage.complaints).toEqual([])
})

/** The names of the buttons in Figma's blue that are in sight. */
function blue(buttons: readonly Element[]): string[] {
  const isBlue = (it: Element) => getComputedStyle(it).backgroundColor === 'rgb(13, 153, 255)'
  const isInSight = (it: Element) => {
    const { left, top, width, height } = it.getBoundingClientRect()
    return it.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  }
  return buttons.filter((it) => isBlue(it) && isInSight(it)).map(({ textContent }) => textContent)
}

/** What assistive technology reads after the name. */
function described(element: Element): string {
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ')
  return ids.flatMap((id) => element.ownerDocument.getElementById(id)?.textContent ?? []).join(' ')
}

function hashOf(found: Found | undefined): string {
  return found?.recipe.progress.state === 'done' ? found.recipe.progress.picture.hash : 'a hash'
}

test('"Beside" and "Vary" leave the picture, and put a new frame next to it', async () => {
  await open({}, ['1:1'])
  await look(['Poster · 1:1'])
  await region().getByRole('radiogroup', { name: 'New picture' }).getByLabel('Beside').check()
  await button('Regenerate').click()
  await expect.poll(async () => (await variants()).filter((each) => taskOf(each)).length).toBe(2)
  await stage.page.waitForTimeout(1_000)
  await button('Vary').click()
  await expect.poll(async () => (await variants()).filter((each) => taskOf(each)).length).toBe(3)
  const [first, second, varied] = await variants()
  expect(new Set([first?.place, second?.place, varied?.place]).size).toBe(3)
  // From the same reference, and from the picture that was made of it.
  expect(second?.recipe.reference.hash).toBe(first?.recipe.reference.hash)
  expect(varied?.recipe.reference.hash).not.toBe(first?.recipe.reference.hash)
  expect(varied?.recipe.request.prompt).toBe(first?.recipe.request.prompt)
})

test('"Use this recipe" fills the composer for other frames, and can be taken back', async () => {
  await open()
  await prompt().fill('Something else entirely')
  await look([story])
  await button('Use this recipe').click()
  await region().getByText('Recipe loaded. Select frames to use it on.').waitFor()
  await button('Undo').click()
  await select(stage, ['Card'])
  await expect.poll(() => prompt().inputValue()).toBe('Something else entirely')
  await look([story])
  await button('Use this recipe').click()
  await select(stage, ['Card'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Card').waitFor()
  await stage.window.getByRole('button', { name: 'Generate 1 picture' }).click()
  await openTasks(stage)
  await expect
    .poll(async () => taskOf(await named('Card · Instagram story')), { timeout: 30_000 })
    .not.toBeNull()
  await expect
    .poll(async () => (await named('Card · Instagram story'))?.recipe.request.prompt)
    .toBe('A print of Card on a sunlit table')
})

test('"Copy prompt" copies through a selected field, and leaves it selected where that is refused', async () => {
  await open({}, ['1:1'])
  await look(['Poster · 1:1'])
  await unfold()
  await button('Copy prompt').click()
  await expect.poll(status).toContain('Copied.')
  await expect.poll(() => hasFocus(button('Copy prompt'))).toBe(true)
  await recipePrompt().fill('')
  await recipePrompt().press('Control+v')
  await expect.poll(() => recipePrompt().inputValue()).toBe('A print of {name} on a sunlit table')

  await region().evaluate((it) => {
    Object.assign(it.ownerDocument, { execCommand: () => false })
  })
  await button('Copy prompt').click()
  await expect.poll(status).toContain('Press Ctrl+C')
  const field = region().getByRole('textbox', { name: 'Prompt to copy' })
  await expect.poll(() => hasFocus(field)).toBe(true)
  expect(
    await field.evaluate((it: HTMLTextAreaElement) => it.selectionEnd - it.selectionStart),
  ).toBe('A print of {name} on a sunlit table'.length)
  await field.press('Escape')
  await expect.poll(() => field.count()).toBe(0)
})

test('all variants of a source are selected, and the source is gone to while it is there', async () => {
  await open()
  await look([story])
  await unfold()
  await button('Select all variants').click()
  await expect.poll(selection).toEqual([story, cover])
  await region().getByText('2 variants · 1 source').waitFor()
  await button('Go to source').click()
  await expect.poll(selection).toEqual(['Poster'])
  await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    playground?.person.remove(playground.frameByName('Poster'))
  })
  await look([story])
  await region().getByText('Its source, Poster, is not in this file.').waitFor()
  await unfold()
  await expect.poll(() => button('Go to source').getAttribute('aria-disabled')).toBe('true')
  // Its reference is still in the file: it can be made again all the same.
  await expect.poll(() => button('Regenerate').isEnabled()).toBe(true)
})

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
  const depth = () =>
    stage.page.evaluate(() => (globalThis as unknown as Window).playground?.document.undoDepth)
  const steps = (await depth()) ?? 0
  // In the page itself, as fast as a hand is: told one by one from here, they may come to rest between.
  await slider.evaluate(async (element) => {
    const key = { key: 'ArrowUp', shiftKey: true, bubbles: true }
    for (let step = 0; step < 5; step++) {
      element.dispatchEvent(new KeyboardEvent('keydown', key))
      await new Promise(requestAnimationFrame)
    }
  })
  await expect.poll(async () => (await named(story))?.recipe.focalPoint.y).toBe(0)
  await expect.poll(() => depth()).toBe(steps + 1)
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
  await expect.poll(() => depth()).toBe(steps + 2)
  await undo()
  await expect.poll(async () => (await named(story))?.picture).toBe(moved)
  await undo()
  await expect.poll(async () => (await named(story))?.picture).toBe(before)
  expect(orders()).toHaveLength(1)
})

test('everything is done by the keyboard alone, at 320 pixels', async () => {
  await open({}, ['1:1', '16:9'])
  await narrow(stage)
  await look(['Poster · 1:1'])
  const isTooWide = (it: Element) => it.scrollWidth > it.clientWidth
  await expect.poll(() => region().evaluate(isTooWide)).toBe(false)
  await expect.poll(() => region().locator('xpath=..').evaluate(isTooWide)).toBe(false)

  await unfold()
  await start().focus()
  const reached: string[] = []
  for (let key = 0; key < 20 && !reached.includes('Regenerate'); key++) {
    await stage.page.keyboard.press('Tab')
    const it = stage.window.locator(':focus')
    reached.push((await it.getAttribute('aria-label')) ?? (await it.textContent()) ?? '')
  }
  expect(reached).toEqual([
    'Focal point of 1:1 of Poster',
    'Prompt',
    '', // In place
    'Details',
    'Use as a source',
    'Copy prompt',
    'Select all variants',
    'Go to source',
    'Show safe zone',
    'Show all safe zones',
    'Hide all safe zones',
    '1 picture, about $0.03',
    'Use this recipe',
    'Vary',
    'Regenerate',
  ])
  await button('Vary').focus()
  await stage.page.keyboard.press('Enter')
  await stage.page.keyboard.press('Enter')
  await expect.poll(async () => (await variants()).filter((each) => taskOf(each)).length).toBe(3)
  expect(orders()).toHaveLength(3)
  await button('Select all variants').focus()
  await stage.page.keyboard.press('Enter')
  await expect.poll(async () => (await selection()).length).toBe(3)
})

test('sixty variants are read in one call, without their pictures, and typing goes on', async () => {
  await open({}, ['1:1'])
  const asked = await stage.page.evaluateHandle(() => {
    const names: string[] = []
    addEventListener('message', ({ data }: MessageEvent<{ pluginMessage?: { name?: string } }>) => {
      names.push(data.pluginMessage?.name ?? '')
    })
    return names
  })
  await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    const first = playground?.frameByName('Poster · 1:1') ?? ''
    const copies = Array.from({ length: 59 }, () => playground?.person.duplicate(first) ?? '')
    for (const [index, id] of copies.entries()) playground?.person.move(id, index * 500, 9_000)
    playground?.person.select([first, ...copies])
  })
  await region().getByText('60 variants · 1 source').waitFor()
  const names = await asked.jsonValue()
  expect(names.filter((name) => name === 'readRecipes')).toHaveLength(1)
  expect(names).not.toContain('readReference')
  await button('Use as a source').click()
  await prompt().fill('Typing stays fluent')
  await expect.poll(() => prompt().inputValue()).toBe('Typing stays fluent')
})

test('a relaunch button does what it says, and a dear one asks first', async () => {
  await open({}, ['1:1'])
  await select(stage, ['Poster · 1:1'])
  await relaunch('show-recipe')
  await expect.poll(() => hasFocus(start())).toBe(true)
  await relaunch('use-recipe')
  await region().getByText('Recipe loaded.').waitFor()
  await relaunch('vary')
  await expect.poll(() => orders().length).toBe(2)
  await expect.poll(async () => (await variants()).filter((each) => taskOf(each)).length).toBe(2)

  await setting({ confirmAbove: 0 })
  await select(stage, ['Poster · 1:1'])
  await relaunch('regenerate')
  const question = stage.window.getByRole('alertdialog', { name: 'Confirm the cost' })
  await question.waitFor()
  expect(orders()).toHaveLength(2)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => question.count()).toBe(0)
  expect(orders()).toHaveLength(2)
  await button('Regenerate').click()
  await question.waitFor()
  await stage.page.waitForTimeout(1_000)
  await question.getByRole('button', { name: 'Regenerate 1 picture' }).click()
  await expect.poll(() => orders().length).toBe(3)
})

/** Changes what is kept on this computer; the next start of the plugin finds it. */
async function setting(changes: Record<string, unknown>): Promise<void> {
  await stage.page.evaluate((wanted) => {
    const storage = (globalThis as unknown as Window).playground?.host.storage
    const settings = storage?.get('settings') as Record<string, unknown>
    storage?.set('settings', { ...settings, ...wanted })
  }, changes)
}

test('a relaunch button orders nothing for what is selected later', async () => {
  await open()
  await select(stage, ['Mobile screen'])
  await relaunch('regenerate')
  await prompt().waitFor()
  await select(stage, [story])
  await button('Regenerate').waitFor()
  await expect.poll(() => button('Regenerate').isEnabled()).toBe(true)
  await stage.page.waitForTimeout(500)
  expect(orders()).toHaveLength(1)
  await expect.poll(async () => (await variants()).some(({ isPending }) => isPending)).toBe(false)
})

test('without a key Settings come first, say why, and nothing is lost', async () => {
  await open({}, ['1:1'])
  await setting({ apiKey: '' })
  await select(stage, ['Poster · 1:1'])
  await relaunch('regenerate')
  const settings = stage.window.getByRole('region', { name: 'Settings' })
  await settings.waitFor()
  await stage.window.getByText('Add an API key first: Regenerate needs one.').first().waitFor()
  await settings.getByLabel('API key').fill('sk-playground')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => hasFocus(start())).toBe(true)
  expect(orders()).toHaveLength(1)
  await button('Regenerate').click()
  await expect.poll(() => orders().length).toBe(2)
})

test('an edited prompt is what Regenerate and Vary send, and what the next recipe has', async () => {
  await open({}, ['1:1'])
  await look(['Poster · 1:1'])
  await recipePrompt().fill('')
  await region().getByText('Write a prompt.').waitFor()
  await expect.poll(() => button('Regenerate').isDisabled()).toBe(true)
  await recipePrompt().fill('{name} on marble')
  await recipePrompt().press('Control+Enter')
  await expect
    .poll(async () => (await named('Poster · 1:1'))?.recipe.request.prompt)
    .toBe('Poster on marble')
  expect((await named('Poster · 1:1'))?.recipe.details.template).toBe('{name} on marble')
  await expect.poll(() => recipePrompt().inputValue()).toBe('{name} on marble')
  await expect.poll(() => button('Regenerate').isEnabled()).toBe(true)
  await recipePrompt().fill('{name} on slate')
  await button('Vary').click()
  await expect.poll(async () => (await variants()).filter((each) => taskOf(each)).length).toBe(2)
  expect((await variants()).map(({ recipe }) => recipe.request.prompt).sort()).toEqual([
    'Poster on marble',
    'Poster on slate',
  ])
  expect(stage.complaints).toEqual([])
})

test('"Use as a source" brings the composer, until something else is selected', async () => {
  await open({}, ['1:1'])
  await look(['Poster · 1:1'])
  expect(await stage.window.getByRole('button', { name: /^Generate/ }).count()).toBe(0)
  await button('Use as a source').click()
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Poster · 1:1').waitFor()
  await expect.poll(() => hasFocus(prompt())).toBe(true)
  expect(await region().count()).toBe(0)
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await stage.window.getByRole('tab', { name: 'Variants' }).click()
  await stage.window.getByRole('list', { name: 'Sources' }).waitFor()
  await select(stage, ['Card'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Card').waitFor()
  await look(['Poster · 1:1'])
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
  const depth = () =>
    stage.page.evaluate(() => (globalThis as unknown as Window).playground?.document.undoDepth)
  const steps = (await depth()) ?? 0
  await button('Keep only this').click()
  await expect.poll(names).toEqual([all[1], all[2]])
  await expect.poll(status).toContain('1 copy stayed: locked, or changed by hand.')
  await expect.poll(depth).toBe(steps + 1)
  const again = tasks().getByRole('button', { name: 'Place again' })
  await again.waitFor()
  await undo()
  await expect.poll(names).toEqual(all)
  await expect.poll(() => copies.getByRole('radio').count()).toBe(3)
  await expect.poll(() => again.count()).toBe(0)

  await button('Keep only this').click()
  await again.click()
  await expect.poll(async () => (await names()).length).toBe(3)
  expect(orders()).toHaveLength(3)
  expect(stage.complaints).toEqual([])
})
