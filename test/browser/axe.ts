import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from 'playwright-core'
import type { Stage } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong in the plugin's window, in its own words. */
export async function violations({ page }: Stage): Promise<string[]> {
  const frame = page.frames().find((each) => each !== page.mainFrame())
  if (frame === undefined) throw new Error('The plugin has no window')
  return violationsIn(frame)
}

/** What it finds wrong in any frame. */
export async function violationsIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe)
  return frame.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    // White on Figma's own brand blue is Figma's choice, and the same in all of its buttons.
    const found = await runner.run({ rules: { 'color-contrast': { enabled: false } } })
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
  })
}
