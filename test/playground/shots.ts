import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { FrameLocator, Page } from 'playwright-core'
import { smallPng } from '../small-png.ts'
import type { Playground } from './server.ts'

/** What a picture is taken of: the page of the playground, and the plugin's window in it. */
export interface Stage {
  readonly page: Page
  readonly window: FrameLocator
  readonly playground: Playground
}

/** Where a picture of the docs is. */
export function path(name: string): string {
  return fileURLToPath(new URL(`../../docs/pictures/${name}.png`, import.meta.url))
}

/** Bytes: a page of text that takes long to load is not read. */
export const largest = 250_000
/** How smooth gradients are: as far as the bytes allow. */
const strengths = [0.8, 0.65, 0.5, 0.4, 0.3, 0.2, 0.1, 0]

/** Takes a picture of canvas and window together, and answers with its bytes. */
export async function shoot({ page }: Stage, name: string): Promise<number> {
  // Tiles are painted again once the scale has come to rest.
  await page.waitForTimeout(1500)
  const image = await loadImage(await page.locator('main').screenshot())
  const { width, height } = image
  const pen = createCanvas(width, height).getContext('2d')
  pen.drawImage(image, 0, 0)
  const { data } = pen.getImageData(0, 0, width, height)
  let png: Uint8Array = new Uint8Array()
  for (const strength of strengths) {
    png = smallPng({ width, height, data }, strength)
    if (png.byteLength <= largest) break
  }
  await writeFile(path(name), png)
  return png.byteLength
}

/** Leaves out what belongs to the playground alone, and makes the window as tall as the page allows. */
export async function tidy({ page }: Stage): Promise<void> {
  await page.addStyleTag({
    content: `
      header, #hint, #toasts { display: none !important }
      body { grid-template-rows: minmax(0, 1fr) !important }
      canvas { box-shadow: none !important }
      #panel-frame iframe { height: calc(100dvh - 64px) !important; max-height: none !important }
    `,
  })
}

interface Layer {
  readonly id: string
  readonly name: string
}

/** The layers of the page, whatever they are in; or only those that stand on the page itself. */
async function layers({ page }: Stage, deep: boolean): Promise<readonly Layer[]> {
  return page.evaluate((wanted) => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    if (document === undefined) return []
    const { currentPage } = document
    const ids = wanted ? document.descendants(currentPage) : document.node(currentPage).children
    return ids.map((id) => ({ id, name: document.prop(id, 'name') }))
  }, deep)
}

type IsWanted = (name: string) => boolean

/** Selects the layers of such names. */
export async function select(stage: Stage, isWanted: IsWanted): Promise<void> {
  const wanted = (await layers(stage, true)).filter(({ name }) => isWanted(name))
  await stage.page.evaluate(
    (ids) => (globalThis as unknown as Window).playground?.person.select(ids),
    wanted.map(({ id }) => id),
  )
}

/** Deletes what stands on the page under other names. */
export async function leave(stage: Stage, isWanted: IsWanted): Promise<void> {
  const others = (await layers(stage, false)).filter(({ name }) => !isWanted(name))
  await stage.page.evaluate(
    (ids) => {
      const { playground } = globalThis as unknown as Window
      for (const id of ids) playground?.person.remove(id)
    },
    others.map(({ id }) => id),
  )
}

/** Moves frames to where a designer would put them, by the ends of their names. */
export async function arrange(
  stage: Stage,
  spots: Readonly<Record<string, readonly [x: number, y: number]>>,
): Promise<void> {
  const all = await layers(stage, false)
  const moves = Object.entries(spots).flatMap(([end, [x, y]]) =>
    all.filter(({ name }) => name.endsWith(end)).map(({ id }) => ({ id, x, y })),
  )
  await stage.page.evaluate((wanted) => {
    const { playground } = globalThis as unknown as Window
    for (const { id, x, y } of wanted) playground?.person.move(id, x, y)
  }, moves)
}

/** Looks at everything on the page. */
export async function lookAtAll({ page }: Stage): Promise<void> {
  await page.locator('#canvas').focus()
  await page.keyboard.press('Shift+Digit1')
}

/** Nothing has the focus, and everything is scrolled to its beginning. */
export async function rest({ window }: Stage): Promise<void> {
  await window.locator('body').evaluate(({ ownerDocument }) => {
    if (ownerDocument.activeElement instanceof HTMLElement) ownerDocument.activeElement.blur()
    for (const each of ownerDocument.querySelectorAll('*')) each.scrollTop = 0
  })
}
