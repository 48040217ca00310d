import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import { openComposer, promptsOn } from '../support/prompts.ts'
import { recipeOn } from '../support/recipe-region.ts'
import { openStage, select, type Stage, tick, withoutLiveText } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, prompt } = findersOn(() => stage)
const { keepWords, more, order, sent } = promptsOn(() => stage)
const { look, region } = recipeOn(() => stage)

async function open(...args: Parameters<typeof openComposer>) {
  stage = await openComposer(...args)
}

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

test('the text of a pinned source is sent as it is by then, whatever is selected', async () => {
  await open()
  await withoutLiveText(stage)
  await prompt().fill('A print that says {text}')
  await tick(stage, ['1:1'])
  await button('Pin sources').click()
  await stage.window.getByText('Preview prompt').click()
  await expect.poll(() => sent().innerText()).toContain('AURORA ONE')
  await select(stage, ['Card'])
  await stage.page.evaluate(() => {
    const { document, person } = (globalThis as unknown as Window).playground ?? {}
    const headline = document
      ?.descendants(document.rootId)
      .find((id) => document.node(id).props.characters === 'AURORA ONE')
    if (headline !== undefined) person?.set(headline, { characters: 'BOREALIS TWO' })
  })
  await expect.poll(() => sent().innerText()).toContain('BOREALIS TWO')
  const [request] = await order(1)
  expect(request?.prompt).toContain('BOREALIS TWO')
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

  // The recipes of both say which words are for which target.
  await prompt().fill('Something else')
  await look(['Poster · 1:1', 'Poster · 16:9'])
  await region().getByText('2 variants').waitFor()
  await region().getByRole('button', { name: 'Use this recipe' }).click()
  await select(stage, ['Card'])
  await expect.poll(() => prompt().inputValue()).toBe('A print')
  await stage.window.getByText('Extra prompt per placement').click()
  const extra = (target: string) =>
    stage.window.getByRole('textbox', { name: `Extra prompt for ${target}` }).inputValue()
  expect([await extra('16:9'), await extra('1:1')]).toEqual([
    'Leave {target} room on the left.',
    '',
  ])
  // Without the target there is nothing that the addition is for.
  const set = () => more().locator('xpath=..').innerText()
  await expect.poll(set).toContain('1 addition')
  await button('Remove 16:9').click()
  await expect.poll(set).not.toContain('1 addition')
})
