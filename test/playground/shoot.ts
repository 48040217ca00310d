import { stat } from 'node:fs/promises'
import type { FrameLocator, Locator, Page } from 'playwright-core'
import { launchChromium } from '../browser/chromium.ts'
import { startPlayground } from './server.ts'
import { shootSwap } from './shoot-swap.ts'
import { enlarge, leave, path, rest, select, shootCanvas } from './shots.ts'

/** The set that the README shows: one poster, delivered to seven places. */
const kit = [
  'Instagram story',
  'Reel cover',
  'Instagram portrait',
  'LinkedIn post',
  'X post',
  'Facebook cover',
  'Google half page',
]

const prompt =
  'A campaign of this poster, printed large: morning light, long soft shadows, calm colours. Keep every word and the headphones as they are.'

/** Bytes: a page of text that takes long to load is not read. */
const largest = 150_000

/** `npm run shots`: takes the README's pictures again, in the playground as it is built now. */
async function shoot(): Promise<void> {
  const durations = { queued: 50, handling: 100, archiving: 50 }
  const playground = await startPlayground({ hiapi: { durations, pictureScale: 0.5 } })
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 1200 } })
    await page.goto(`${playground.url}/?theme=light&designer=new`)
    const window = page.frameLocator('iframe')
    await compose(page, window)
    await fit(page, window)
    await launchKit(page, window)
    await page.goto(`${playground.url}/?theme=light&designer=new`)
    await shootSwap(page, window)
  } finally {
    await browser.close()
    await playground.close()
  }
}

/** The window with a poster, a prompt and a set of placements, before anything is ordered. */
async function compose(page: Page, window: FrameLocator): Promise<void> {
  await enlarge(page)
  await window.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt)
  await choose(window, kit)
  await window.getByRole('button', { name: 'Save as set…' }).click()
  await window.getByRole('textbox', { name: 'Name of the set' }).press('Enter')
  await window.getByRole('button', { name: 'Launch kit', exact: true }).waitFor()
  await search(window).evaluate(rest)
  await page.locator('#panel').screenshot({ path: path('compose') })
}

/** What is cut of each picture, from nothing to more than half; one of them is opened. */
async function fit(page: Page, window: FrameLocator): Promise<void> {
  const chosen = window.getByRole('list', { name: 'Chosen targets' })
  for (const name of kit.slice(1)) {
    await chosen.getByRole('button', { name: `Remove ${name}`, exact: true }).click()
  }
  await choose(window, ['Google skyscraper', 'Google leaderboard'])
  await chosen.getByRole('button', { name: /^Google skyscraper/ }).click()
  const focal = window.getByRole('slider', { name: 'Focal point of Google skyscraper' })
  await focal.press('Shift+ArrowLeft')
  await focal.evaluate(rest)
  await chosen.evaluate((element) => {
    element.scrollIntoView({ block: 'end' })
  })
  // What was out of sight is drawn now.
  await page.waitForTimeout(500)
  const box = await chosen.boundingBox()
  if (box === null) throw new Error('The chosen targets can’t be seen.')
  const clip = { x: box.x - 12, y: box.y - 4, width: box.width + 24, height: box.height }
  await page.screenshot({ path: path('fit'), clip })
}

/** The poster and all that was made of it, with the safe zone of a story drawn over it. */
async function launchKit(page: Page, window: FrameLocator): Promise<void> {
  await window.getByRole('button', { name: 'Launch kit', exact: true }).click()
  await window.getByRole('button', { name: /^Generate/ }).click()
  await window.getByText('7 variants ready').waitFor()
  await select(page, (name) => name.endsWith(' · Instagram story'))
  const recipe = window.getByRole('region', { name: 'Recipe' })
  await recipe.getByRole('button', { name: 'Details', exact: true }).click()
  await recipe.getByRole('button', { name: 'Show safe zone', exact: true }).click()
  await recipe.getByRole('button', { name: 'Hide safe zone', exact: true }).waitFor()
  await recipe.getByRole('button', { name: 'Details', exact: true }).click()
  await recipe.evaluate(rest)
  await recipe.screenshot({ path: path('recipe') })

  await page.setViewportSize({ width: 1400, height: 400 })
  await leave(page, (name) => /Poster|Safe zone/.test(name))
  await shootCanvas(page, 'launch-kit')
}

function search(window: FrameLocator): Locator {
  return window.getByRole('searchbox', { name: 'Search placements and ratios' })
}

/** Ticks placements, found by their names. */
async function choose(window: FrameLocator, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await search(window).fill(name)
    await window.getByRole('checkbox', { name: new RegExp(`^${name}, \\d`) }).check()
  }
  await search(window).fill('')
}

await shoot()
const names = ['compose', 'fit', 'recipe', 'launch-kit']
const swaps = ['swap-before', 'swap-after', 'swap-compare']
for (const name of [...names, ...swaps]) {
  const { size } = await stat(path(name))
  console.log(`${name}.png  ${String(size)} bytes${size > largest ? ': too large' : ''}`)
}
