import { afterEach, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { findersOn, hasFocus } from '../support/finders.ts'
import { openComposer, promptsOn } from '../support/prompts.ts'
import { narrow, openStage, type Stage, tick } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, generate, prompt } = findersOn(() => stage)
const { addReferences, choose, keepWords, more, order, orders, references, sent } = promptsOn(
  () => stage,
)

async function open(...args: Parameters<typeof openComposer>) {
  stage = await openComposer(...args)
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

test('a word in braces that is no token is said to be sent as written', async () => {
  await open()
  const hint = stage.window.getByText('{sorce} is no token: it is sent as written.')
  await prompt().fill('{name} as a {sorce} print, {"size": {"wide": 3}}')
  await hint.waitFor()
  await prompt().fill('{name} as a {target} print, {"size": {"wide": 3}}')
  await hint.waitFor({ state: 'hidden' })
  await prompt().fill('{sorce} and {nmae} in {größe}, {sorce} again')
  await stage.window
    .getByText('{sorce}, {nmae} and {größe} are no tokens: they are sent as written.')
    .waitFor()
})

function isInView(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const front = element.ownerDocument.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  return front !== null && (element.contains(front) || front.contains(element))
}

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
