import { expect } from 'vitest'
import { violations } from './axe.ts'
import { lookOver } from './look-over.ts'
import type { Stage } from './stage.ts'

/** How much larger everything is shown: as it is, and as large as WCAG 1.4.4 asks for. */
const zooms = [1, 2] as const
const themes = ['light', 'dark'] as const
/** No size depends on the theme, and no colour on the zoom: each is seen once, or all by `ENDURE_ALL=1`. */
const pairs = zooms.flatMap((zoom, index) =>
  themes
    .filter((_, at) => process.env['ENDURE_ALL'] === '1' || at === index)
    .map((theme) => [zoom, theme] as const),
)
const size = { width: 1440, height: 900 }
/** As wide as the window is when it opens, and as narrow as it gets. */
const widths = { 1: '360px', 2: '320px' } as const

/** Looks at the window as it is now: in both themes, at once and twice its size. */
export type Look = (view: string) => Promise<void>

/**
 * A browser zooms the whole page, Figma's with the plugin's frame in it: a pixel of CSS takes two of the
 * screen, and the page has half as many. The frame keeps its size in CSS, as far as the page has room for
 * it. So it is told by the page's metrics, with the frame as narrow as it gets, which is also the 320 pixels
 * of WCAG 1.4.10. `zoom: 2` inside of the frame would halve its width, which no browser does.
 */
export async function createLook(stage: Stage): Promise<Look> {
  const { page } = stage
  const devtools = await page.context().newCDPSession(page)
  const iframe = page.locator('iframe')
  // Drawn again at each zoom, the canvas would take most of the time: it keeps its size.
  await page.locator('#canvas').evaluate((it) => {
    const { clientWidth, clientHeight } = it
    it.style.cssText = `position: fixed; z-index: -1; width: ${String(clientWidth)}px; height: ${String(clientHeight)}px`
  })

  async function show(zoom: (typeof zooms)[number]): Promise<void> {
    await devtools.send('Emulation.setDeviceMetricsOverride', {
      width: size.width / zoom,
      height: size.height / zoom,
      deviceScaleFactor: zoom,
      mobile: false,
    })
    await iframe.evaluate((it, width) => {
      it.style.width = width
    }, widths[zoom])
  }

  /** As Figma does when its theme changes; the canvas, which takes long to draw, need not be drawn again. */
  async function paint(theme: (typeof themes)[number]): Promise<void> {
    await stage.window.locator('html').evaluate(({ classList }, name) => {
      classList.remove('figma-light', 'figma-dark')
      classList.add(name)
    }, `figma-${theme}`)
  }

  return async (view) => {
    for (const [zoom, theme] of pairs) {
      await show(zoom)
      await paint(theme)
      const where = `${view}, ${theme}, ${String(100 * zoom)} %`
      expect.soft(await violations(stage), where).toEqual([])
    }
    const { sideways, outside, cut } = await stage.window.locator('body').evaluate(lookOver)
    expect.soft(sideways, `${view} at 200 %: it scrolls sideways by so many pixels`).toBe(0)
    expect.soft(outside, `${view} at 200 %: these can’t be brought into view`).toEqual([])
    expect.soft(cut, `${view} at 200 %: these words are cut off`).toEqual([])
    await show(1)
  }
}
