import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from './finders.ts'
import { violations } from './axe.ts'
import {
  narrow,
  openStage,
  openTasks,
  runAgain,
  select,
  type Stage,
  type StageOptions,
  tick,
  withoutLiveText,
} from './stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, generate, prompt } = findersOn(() => stage)
const keepWords = () => stage.window.getByRole('checkbox', { name: 'Keep text exactly' })
const sent = () => stage.window.getByRole('group', { name: 'Preview prompt' })
const references = () => stage.window.getByRole('list', { name: 'References' })
const history = () => stage.window.getByRole('list', { name: 'History' })

const more = () => stage.window.getByText('More options')

async function open(options: StageOptions = {}, sources: readonly string[] = ['Poster']) {
  stage = await openStage(options)
  await more().click()
  await choose(sources)
}

async function choose(sources: readonly string[]): Promise<void> {
  await select(stage, sources)
  for (const name of sources) {
    await stage.window.getByRole('list', { name: 'Sources' }).getByText(name).waitFor()
  }
}

/** Adds what is selected as references, and waits until their pictures are taken. */
async function addReferences(names: readonly string[]): Promise<void> {
  await choose(names)
  await button('Add selection as reference').click()
  for (const name of names) await references().getByText(name).waitFor()
  await expect.poll(() => references().getByText('Taking its picture').count()).toBe(0)
}

/** What went to the API, in the order in which it was sent. */
function orders(): { prompt: string; aspect_ratio: string; input_urls: string[] }[] {
  const requests = stage.playground.hiapi?.hiapi.requests ?? []
  return requests
    .filter(({ op, status }) => op === 'create' && status === 200)
    .map(({ body }) => {
      const { input } = JSON.parse(new TextDecoder().decode(body)) as {
        input: { prompt: string; aspect_ratio: string; input_urls: string[] }
      }
      return input
    })
}

/** Presses Generate, and waits until so many orders have gone out in all. */
async function order(count: number) {
  // A second press is taken for what it is only after a while: when the first has had its effect.
  const tasks = stage.window.getByRole('list', { name: 'Tasks' }).getByRole('listitem')
  await expect
    .poll(async () => (await tasks.count()) - (await tasks.filter({ hasText: 'Done' }).count()))
    .toBe(0)
  await generate().click()
  await openTasks(stage)
  await expect.poll(() => orders().length).toBe(count)
  return orders()
}

test('what a prompt can have beside its words is one line, which says what is set', async () => {
  stage = await openStage()
  await choose(['Poster'])
  await keepWords().waitFor({ state: 'hidden' })
  await more().click()
  await keepWords().check()
  await addReferences(['Card'])
  await more().click()
  await keepWords().waitFor({ state: 'hidden' })
  await stage.window.getByText('text kept, 1 reference', { exact: true }).waitFor()
  // What comes first is in sight of a window as large as it opens: targets, and what they cost.
  for (const element of [
    prompt(),
    stage.window.getByRole('searchbox', { name: 'Search placements and ratios' }),
    button('Browse placements'),
    button('Plain ratios'),
    generate(),
  ]) {
    await expect.poll(() => element.evaluate(isInView)).toBe(true)
  }
})

function isInView(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const front = element.ownerDocument.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  return front !== null && (element.contains(front) || front.contains(element))
}

test('a preset takes the place of what was written, which Undo brings back', async () => {
  await open()
  await prompt().fill('My own words')
  await button('Presets').click()
  await expect.poll(() => button('Presets').getAttribute('aria-expanded')).toBe('true')
  await stage.window.getByRole('searchbox', { name: 'Search presets' }).fill('WHITE packshot')
  await button(/^Packshot on white/).click()
  await expect.poll(() => prompt().inputValue()).toContain('Pure white background')
  await expect.poll(() => hasFocus(prompt())).toBe(true)
  await expect.poll(() => button('Presets').getAttribute('aria-expanded')).toBe('false')
  await button('Undo').click()
  await expect.poll(() => prompt().inputValue()).toBe('My own words')
  await expect.poll(() => button('Undo').count()).toBe(0)
  expect(stage.complaints).toEqual([])
})

test('a prompt that was generated with is in the history once, and still when the plugin is opened again', async () => {
  await open()
  await tick(stage, ['1:1', '16:9'])
  await prompt().fill('A print on a sunlit table')
  await order(2)
  await prompt().fill('A poster in the rain')
  await order(4)
  await button('History').click()
  const rows = () => history().getByRole('listitem')
  await expect.poll(() => rows().allInnerTexts()).toHaveLength(2)
  await expect.poll(() => rows().first().innerText()).toContain('A poster in the rain')
  await button(/^Favourite prompt: A print/).click()
  await expect.poll(() => rows().first().innerText()).toContain('A print on a sunlit table')

  await runAgain(stage)
  // The prompt itself is there again as well, as it was left.
  await expect.poll(() => prompt().inputValue()).toBe('A poster in the rain')
  await button('History').click()
  await expect.poll(() => rows().allInnerTexts()).toHaveLength(2)
  const star = button(/^Favourite prompt: A print/)
  await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true')
  await stage.window.getByRole('searchbox', { name: 'Search history' }).fill('rain POSTER')
  await expect.poll(() => rows().allInnerTexts()).toHaveLength(1)
  await button('Delete prompt: A poster in the rain').click()
  await expect.poll(() => rows().count()).toBe(0)
  await stage.window.getByRole('searchbox', { name: 'Search history' }).fill('')
  await button(/^A print on a sunlit table/).click()
  await expect.poll(() => prompt().inputValue()).toBe('A print on a sunlit table')
})

test('tokens are put in at the caret, shown filled in, and sent as shown', async () => {
  await open({}, ['Poster', 'Card'])
  await withoutLiveText(stage)
  await tick(stage, ['1:1', '16:9'])
  await prompt().fill('Show  in the sun: ')
  await prompt().evaluate((it) => {
    if (it instanceof HTMLTextAreaElement) it.setSelectionRange(5, 5)
  })
  await button('Insert {name}').click()
  await prompt().press('End')
  await button('Insert {text}').click()
  await expect.poll(() => prompt().inputValue()).toBe('Show {name} in the sun: {text}')

  await stage.window.getByText('Preview prompt').click()
  await expect
    .poll(() => sent().innerText())
    .toMatch(/^Show Poster in the sun: AURORA ONE\nHear the/)
  await stage.window.getByRole('combobox', { name: 'Preview source' }).selectOption('Card')
  await expect.poll(() => sent().innerText()).toMatch(/^Show Card in the sun: Pumpkin soup/)
  const shown = await sent().innerText()
  const prompts = (await order(4)).map((each) => each.prompt)
  expect(prompts.filter((each) => each === shown)).toHaveLength(2)
  expect(prompts.filter((each) => each.startsWith('Show Poster in the sun: AURORA'))).toHaveLength(
    2,
  )
})

test('of sixty sources each has its prompt; Arabic runs from right to left, in captions as well', async () => {
  const arabic = 'ملصق الإطلاق الكبير لسماعات الرأس الجديدة'
  const chinese = '秋季新品发布海报与社交媒体卡片'
  stage = await openStage()
  await stage.page.evaluate(
    (names) => {
      const { document, person } = (globalThis as unknown as Window).playground ?? {}
      if (document === undefined || person === undefined) return
      const frames = Array.from({ length: 60 }, (_, index) =>
        document.create('FRAME', document.currentPage, {
          name: names[index] ?? `Screen ${String(index + 1)}`,
          x: index * 200,
          y: 9_000,
          width: 160,
          height: 240,
          fills: [{ type: 'SOLID', color: { r: (index % 10) / 10, g: 0.4, b: 0.6 } }],
        }),
      )
      person.select(frames)
    },
    [arabic, chinese],
  )
  const captions = stage.window.getByRole('list', { name: 'Sources' })
  await expect.poll(() => captions.getByRole('listitem').count()).toBe(60)
  const directionOf = (element: Locator) => element.evaluate((it) => getComputedStyle(it).direction)
  for (const [name, direction] of [
    [arabic, 'rtl'],
    [chinese, 'ltr'],
  ] as const) {
    const caption = captions.getByText(name)
    expect(await directionOf(caption)).toBe(direction)
    // It is longer than its room: of its letters the last ones go.
    expect(await caption.evaluate(isBeginningSeen)).toEqual([true, false])
  }

  await prompt().fill('اعرض {name} في الشمس')
  expect(await directionOf(prompt())).toBe('rtl')
  await tick(stage, ['1:1'])
  await more().click()
  await stage.window.getByText('Preview prompt').click()
  await expect.poll(() => sent().innerText()).toBe(`اعرض ${arabic} في الشمس`)
  expect(await directionOf(sent())).toBe('rtl')
  const source = stage.window.getByRole('combobox', { name: 'Preview source' })
  expect(await source.getByRole('option').count()).toBe(60)
  await source.selectOption(chinese)
  await expect.poll(() => sent().innerText()).toBe(`اعرض ${chinese} في الشمس`)
  await source.selectOption('Screen 60')
  await expect.poll(() => sent().innerText()).toBe('اعرض Screen 60 في الشمس')
  await prompt().fill('Show {name} in the sun')
  expect(await directionOf(prompt())).toBe('ltr')
})

/** Whether the first and the last letter of a caption lie in its box. */
function isBeginningSeen(caption: Element): boolean[] {
  const box = caption.getBoundingClientRect()
  const letters = caption.firstChild
  const length = letters?.textContent?.length ?? 0
  return [0, length - 1].map((at) => {
    const range = document.createRange()
    if (letters !== null) range.setStart(letters, at)
    if (letters !== null) range.setEnd(letters, at + 1)
    const { left, right } = range.getBoundingClientRect()
    return left >= box.left - 1 && right <= box.right + 1
  })
}

test('the words of the source are kept letter for letter on the wire, and only when asked for', async () => {
  await open()
  await withoutLiveText(stage)
  await tick(stage, ['1:1'])
  await prompt().fill('A print on a sunlit table')
  expect((await order(1))[0]?.prompt).toBe('A print on a sunlit table')
  await keepWords().check()
  await stage.window.getByText('Found 5 text layers in Poster.').waitFor()
  const [, second] = await order(2)
  expect(second?.prompt).toMatch(/^A print on a sunlit table\n.*letter for letter/)
  for (const words of ['AURORA ONE', 'Hear the\nquiet.', '€ 249', 'aurora.example']) {
    expect(second?.prompt.split(`"${words}"`)).toHaveLength(2)
  }
})

test('an addition goes to its target alone', async () => {
  await open()
  await withoutLiveText(stage)
  await tick(stage, ['1:1', '16:9'])
  await prompt().fill('A print')
  await stage.window.getByText('Extra prompt per placement').click()
  await stage.window
    .getByRole('textbox', { name: 'Extra prompt for 16:9' })
    .fill('Leave {target} room on the left.')
  const byRatio = new Map((await order(2)).map((each) => [each.aspect_ratio, each.prompt]))
  expect(byRatio.get('1:1')).toBe('A print')
  expect(byRatio.get('16:9')).toBe('A print\nLeave 16:9 room on the left.')
})

test('references go along in their order, each with its role, after the source’s own picture', async () => {
  await open()
  await withoutLiveText(stage)
  await tick(stage, ['1:1'])
  await prompt().fill('A print')
  await addReferences(['Card', 'Landing hero'])
  await button('Move up: Landing hero').click()
  await stage.window.getByRole('combobox', { name: 'Role of Landing hero' }).selectOption('Subject')
  await addReferences(['Mobile screen'])
  await button('Remove reference: Mobile screen').click()
  await choose(['Poster'])
  const [first] = await order(1)
  expect(first?.prompt).toBe(
    'A print\nImage 2 shows the subject to depict; image 3 shows the style to follow. ' +
      'Image 1 is the design to work on.',
  )
  const shapes = await Promise.all((first?.input_urls ?? []).map(shapeOf))
  // 720 × 960, 1440 × 810 and 400 × 520: told apart by their shapes.
  expect(shapes).toEqual(await Promise.all(['Poster', 'Landing hero', 'Card'].map(shapeOfFrame)))
  expect(stage.complaints).toEqual([])
})

test('a layer that is no frame can be a reference; what can’t be one is named', async () => {
  await open()
  const text = await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    const { document } = playground ?? {}
    const poster = document?.node(document.byName('Poster'))
    const id = poster?.children.find((child) => document?.node(child).type === 'TEXT') ?? ''
    playground?.person.select([id])
    return document?.node(id).props.name ?? ''
  })
  await stage.window.getByText('Text layer. Its frame is used').waitFor()
  await button('Add selection as reference').click()
  await references().getByText(text).waitFor()
  await button('Add selection as reference').click()
  await stage.window.getByText(`Left out: ${text}. Already in the list.`).waitFor()
})

test('all of it works by keyboard alone, and the focus is never lost', async () => {
  await open()
  await tick(stage, ['1:1'])
  const press = (key: string) => stage.page.keyboard.press(key)
  await prompt().fill('Mine')
  await button('Presets').press('Enter')
  const search = stage.window.getByRole('searchbox', { name: 'Search presets' })
  await expect.poll(() => hasFocus(search)).toBe(true)
  await press('Escape')
  await expect.poll(() => hasFocus(button('Presets'))).toBe(true)
  await press('Enter')
  await expect.poll(() => hasFocus(search)).toBe(true)
  await press('Tab')
  await press('Enter')
  await expect.poll(() => hasFocus(prompt())).toBe(true)
  await expect.poll(() => prompt().inputValue()).toContain('real photograph')

  await addReferences(['Card', 'Landing hero'])
  await button('Move down: Card').press('Enter')
  await expect
    .poll(() => references().getByRole('listitem').first().innerText())
    .toContain('Landing hero')
  await expect.poll(() => hasFocus(button('Move down: Card'))).toBe(true)
  await button('Remove reference: Card').press('Enter')
  await expect.poll(() => hasFocus(button('Remove reference: Landing hero'))).toBe(true)
  await press('Enter')
  await expect.poll(() => hasFocus(button('Add selection as reference'))).toBe(true)

  await choose(['Poster'])
  await prompt().press('Control+Enter')
  await expect.poll(() => orders().length).toBe(1)
  await button('History').press('Enter')
  await button(/^Favourite prompt:/).press('Enter')
  await expect.poll(() => button(/^Favourite prompt:/).getAttribute('aria-pressed')).toBe('true')
  await expect.poll(() => hasFocus(button(/^Favourite prompt:/))).toBe(true)
  await button(/^Delete prompt:/).press('Enter')
  await expect
    .poll(() => hasFocus(stage.window.getByRole('searchbox', { name: 'Search history' })))
    .toBe(true)
})

test.each(['light', 'dark'] as const)(
  'at 320 pixels nothing is cut off sideways, and axe finds nothing wrong, %s',
  async (theme) => {
    await open({ theme })
    await narrow(stage)
    await addReferences(['Card', 'Dashboard'])
    await choose(['Poster'])
    await tick(stage, ['1:1'])
    await prompt().fill('A print of {name}')
    await keepWords().check()
    await stage.window.getByText('Found 5 text layers').waitFor()
    await stage.window.getByText('Extra prompt per placement').click()
    await stage.window.getByText('Preview prompt').click()
    await sent().waitFor()
    await order(1)
    for (const panel of ['Presets', 'History']) {
      await button(panel).click()
      expect(await violations(stage)).toEqual([])
      const composer = stage.window.getByRole('tabpanel').locator('> div').first()
      const cutOff = await composer.evaluate((it) => {
        const right = it.getBoundingClientRect().left + it.clientWidth
        const wide = Array.from(it.querySelectorAll('button, input, select, textarea'))
          .filter((each) => each.getBoundingClientRect().right > right)
          .map((each) => each.outerHTML)
        return it.scrollWidth > it.clientWidth ? [...wide, 'the panel scrolls sideways'] : wide
      })
      expect(cutOff).toEqual([])
    }
  },
)

/** Width over height, to a hundredth. */
const shape = (width: number, height: number) => Math.round((100 * width) / height) / 100

async function shapeOf(uri: string): Promise<number> {
  const size = await stage.page.evaluate(async (src) => {
    const image = new Image()
    image.src = src
    await image.decode()
    return { width: image.naturalWidth, height: image.naturalHeight }
  }, uri)
  return shape(size.width, size.height)
}

async function shapeOfFrame(name: string): Promise<number> {
  const size = await stage.page.evaluate((wanted) => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const { width = 0, height = 1 } = document?.node(document.byName(wanted)).props ?? {}
    return { width, height }
  }, name)
  return shape(size.width, size.height)
}
