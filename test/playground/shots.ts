import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const home = fileURLToPath(new URL('.', import.meta.url))

/** Where a picture of the README is. */
export function path(name: string): string {
  return `${home}${name}.png`
}

/** Makes the plugin's window large enough for all that is in it. */
export async function enlarge(page: Page): Promise<void> {
  await page.locator('iframe').evaluate((frame) => {
    if (frame instanceof HTMLElement)
      Object.assign(frame.style, { width: '400px', height: '1060px' })
  })
}

/** Selects the layers of the page, whatever they are in, of such names. */
export async function select(page: Page, isWanted: (name: string) => boolean): Promise<void> {
  const layers = await page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const ids = document?.descendants(document.currentPage) ?? []
    return ids.map((id) => ({ id, name: document?.prop(id, 'name') ?? '' }))
  })
  await selectIds(
    page,
    layers.filter(({ name }) => isWanted(name)).map(({ id }) => id),
  )
}

/** Deletes what stands on the page under other names. */
export async function leave(page: Page, isWanted: (name: string) => boolean): Promise<void> {
  const frames = await page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const ids = document?.node(document.currentPage).children ?? []
    return ids.map((id) => ({ id, name: document?.prop(id, 'name') ?? '' }))
  })
  await selectIds(
    page,
    frames.filter(({ name }) => !isWanted(name)).map(({ id }) => id),
  )
  await page.locator('#canvas').focus()
  await page.keyboard.press('Delete')
}

/** The canvas with all that is on it, and nothing before it. */
export async function shootCanvas(page: Page, name: string): Promise<void> {
  const style = await page.addStyleTag({
    content: '#panel, #hint { display: none } canvas { box-shadow: none !important }',
  })
  await page.locator('#canvas').focus()
  await page.keyboard.press('Shift+Digit1')
  await page.keyboard.press('Escape')
  // Tiles are painted again once the scale has come to rest.
  await page.waitForTimeout(1500)
  await page.locator('#canvas').screenshot({ path: path(name) })
  await style.evaluate((element) => {
    if (element instanceof Element) element.remove()
  })
}

/** Nothing has the focus, and everything is scrolled to its beginning. */
export function rest({ ownerDocument }: Element): void {
  if (ownerDocument.activeElement instanceof HTMLElement) ownerDocument.activeElement.blur()
  for (const each of ownerDocument.querySelectorAll('*')) each.scrollTop = 0
}

async function selectIds(page: Page, ids: readonly string[]): Promise<void> {
  await page.evaluate((chosen) => {
    const { playground } = globalThis as unknown as Window
    playground?.person.select(chosen)
  }, ids)
}
