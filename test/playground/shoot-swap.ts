import type { FrameLocator, Page } from 'playwright-core'
import { enlarge, leave, path, rest, select, shootCanvas } from './shots.ts'

/** Two screens of the sample with a mockup each, before and after; and the slider over one of them. */
export async function shootSwap(page: Page, window: FrameLocator): Promise<void> {
  await enlarge(page)
  await window.getByRole('tab', { name: 'Swap' }).click()
  await page.setViewportSize({ width: 1000, height: 660 })
  await leave(page, (name) => name === 'Shop page')
  await shootCanvas(page, 'swap-before')

  await page.setViewportSize({ width: 1500, height: 1100 })
  await select(page, (name) => name === 'Product mockup')
  await window
    .getByRole('textbox', { name: 'Prompt', exact: true })
    .fill(
      'A photograph of these two products on a real shelf, in soft morning light. Keep the label, the shapes and their places.',
    )
  await window.getByRole('button', { name: /^Swap 1/ }).click()
  await window.getByText('1 variant ready').waitFor()
  await select(page, (name) => name === 'Product mockup')
  const swapped = window.getByRole('region', { name: 'Swapped' })
  await swapped.getByRole('button', { name: 'Compare', exact: true }).click()
  const slider = swapped.getByRole('slider', { name: 'Compare' })
  await slider.waitFor()
  await slider.evaluate(rest)
  await page.waitForTimeout(500)
  await swapped.screenshot({ path: path('swap-compare') })

  await page.setViewportSize({ width: 1000, height: 660 })
  await select(page, () => false)
  await shootCanvas(page, 'swap-after')
}
