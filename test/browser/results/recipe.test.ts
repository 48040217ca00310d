import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { cover, hashOf, orderPoster, recipeOn, story, taskOf } from '../support/recipe-region.ts'
import {
  deliver,
  narrow,
  openStage,
  openTasks,
  pastDoublePress,
  select,
  type Stage,
  type StageOptions,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const {
  region,
  start,
  button,
  recipePrompt,
  status,
  orders,
  variants,
  named,
  selection,
  undo,
  look,
  unfold,
  done,
} = recipeOn(() => stage)
const { prompt, role, settings } = findersOn(() => stage)

async function open(options: StageOptions = {}, ratios: readonly string[] = []): Promise<void> {
  stage = await openStage(options)
  await orderPoster(stage, ratios)
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

  // One of a later version of Restage can't be read: the other is not shown as if it were alone.
  const rewrite = (from: string, to: string) =>
    stage.page.evaluate(
      ([name = '', before = '', after = '']) => {
        const { playground } = globalThis as unknown as Window
        const data = playground?.document.node(playground.frameByName(name)).pluginData ?? {}
        for (const [key, text] of Object.entries(data)) {
          Object.assign(data, { [key]: text.replace(before, after) })
        }
      },
      [cover, from, to],
    )
  await rewrite('"version":1', '"version":2')
  await select(stage, [cover])
  await expect.poll(() => region().count()).toBe(0)
  await look([story, cover])
  await region().getByText('1 variant · 1 source').waitFor()
  await expect
    .poll(() => button('Regenerate').evaluate(described))
    .toBe('1 picture, about $0.04Left out: 1 unreadable. Reel cover keeps its picture.')
  expect(await button('Vary').getAttribute('title')).toBe(
    '1 picture, about $0.04\nLeft out: 1 unreadable.',
  )
  await rewrite('"version":2', '"version":1')

  // What was written for one is not lost when another one is looked at.
  await look([story])
  await recipePrompt().fill('A print on slate')
  await look([cover])
  await region().getByText('Reel cover of Poster').waitFor()
  await expect.poll(() => recipePrompt().inputValue()).toBe('A print of {name} on a sunlit table')
  await look([story])
  await region().getByText('Instagram story of Poster').waitFor()
  await expect.poll(() => recipePrompt().inputValue()).toBe('A print on slate')
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
  // The line has no price now, but Vary has one.
  expect(await button('Vary').getAttribute('title')).toBe('1 picture, about $0.04')
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
  // Only the run that has made frames can be undone.
  await openTasks(stage)
  const heads = stage.window
    .getByRole('list', { name: 'Tasks' })
    .getByText(/^Poster · \d\d:\d\d · /)
  await expect.poll(() => heads.count()).toBe(2)
  expect(await stage.window.getByRole('button', { name: 'Undo this run' }).count()).toBe(1)
  await undo()
  expect(taskOf(await named(story))).toBe(taskOf(before))
  await expect.poll(async () => (await named(story))?.picture).toBe(before?.picture)
  // Another one can be made of it, or the undone one placed again.
  await button('Place again').waitFor()
  await expect.poll(() => button('Regenerate').isEnabled()).toBe(true)
  await button('Regenerate').click()
  await expect.poll(async () => taskOf(await named(story)) !== taskOf(before)).toBe(true)
  expect(orders()).toHaveLength(3)
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

test('"Beside" and "Vary" leave the picture, and put a new frame next to it', async () => {
  await open({}, ['1:1'])
  await look(['Poster · 1:1'])
  await region().getByRole('radiogroup', { name: 'New picture' }).getByLabel('Beside').check()
  await button('Regenerate').click()
  await expect.poll(done).toBe(2)
  await pastDoublePress(stage)
  await button('Vary').click()
  await expect.poll(done).toBe(3)
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
  // Undo leads back to before the first of several.
  await look([cover])
  await button('Use this recipe').click()
  await button('Undo').click()
  await select(stage, ['Card'])
  await expect.poll(() => prompt().inputValue()).toBe('Something else entirely')

  // Targets alone were set up as well.
  await prompt().fill('')
  await deliver(stage, ['Twitch banner'])
  await look([story])
  await button('Use this recipe').click()
  await button('Undo').click()
  await select(stage, ['Card'])
  const targets = stage.window.getByRole('list', { name: 'Chosen targets' })
  await targets.getByText('Twitch banner').waitFor()

  // Where the prompt was emptied, that of the recipe is used, as it was written.
  await look([story])
  await recipePrompt().fill('')
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
  await expect.poll(done).toBe(3)
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

test('an edited prompt is what Regenerate and Vary send, and what the next recipe has', async () => {
  await open({}, ['1:1'])
  await look(['Poster · 1:1'])
  await recipePrompt().fill('')
  await region().getByText('Write a prompt.').waitFor()
  await expect.poll(() => button('Regenerate').isDisabled()).toBe(true)
  await recipePrompt().fill('{nmae} on marble')
  await region().getByText('{nmae} is no token: it is sent as written.').waitFor()
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
  await expect.poll(done).toBe(2)
  expect((await variants()).map(({ recipe }) => recipe.request.prompt).sort()).toEqual([
    'Poster on marble',
    'Poster on slate',
  ])
  expect(stage.complaints).toEqual([])
})

test('an edited prompt is still there after the key was asked for, and is what is ordered then', async () => {
  await open({}, ['1:1'])
  await look(['Poster · 1:1'])
  const forgetKey = async () => {
    await role('button', { name: 'Settings' }).click()
    await settings().getByRole('button', { name: 'Forget key' }).click()
    await role('alertdialog').getByRole('button', { name: 'Forget key' }).click()
    await settings().getByText('Key removed.').waitFor()
  }
  const nothingOrdered = stage.window.getByText('Nothing was ordered.').first()
  await forgetKey()
  await role('button', { name: 'Settings' }).click()
  await recipePrompt().fill('{name} on marble')
  await button('Regenerate').click()
  await nothingOrdered.waitFor()
  await role('textbox', { name: 'API key' }).fill('sk-playground')
  await settings().getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => recipePrompt().inputValue()).toBe('{name} on marble')
  // The button that was pressed is gone. Without the focus, keys would act on the canvas.
  await expect.poll(() => hasFocus(start())).toBe(true)
  await pastDoublePress(stage)
  await button('Regenerate').click()
  await expect
    .poll(async () => (await named('Poster · 1:1'))?.recipe.request.prompt)
    .toBe('Poster on marble')
  // That was said of one press. Whoever opens Settings later has not pressed the button.
  await forgetKey()
  expect(await nothingOrdered.count()).toBe(0)
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

  // Also where other sources are pinned: they would stay in its place, and be paid for.
  await role('button', { name: 'Pin sources' }).click()
  await look(['Poster · 1:1'])
  await button('Use as a source').click()
  const items = stage.window.getByRole('list', { name: 'Sources' }).getByRole('listitem')
  await expect.poll(() => items.allTextContents()).toEqual(['Poster · 1:1'])
})
