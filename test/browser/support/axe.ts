import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from 'playwright-core'
import { windowFrame } from './plugin-window.ts'
import type { Stage } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong in the plugin's window, in its own words. */
export async function violations({ page }: Stage): Promise<string[]> {
  return violationsIn(windowFrame(page))
}

interface Found {
  readonly id: string
  readonly nodes: readonly {
    readonly html: string
    readonly any: readonly { readonly data: unknown }[]
  }[]
}

/** What it finds wrong in any frame. */
export async function violationsIn(frame: Frame): Promise<string[]> {
  const isThere = await frame.evaluate(() => 'axe' in globalThis)
  if (!isThere) await frame.evaluate(axe)
  const found = await frame.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Found[] }> }
    }
    // Nothing else of what it finds is looked at, and gathering it takes as long again.
    return (await runner.run({ resultTypes: ['violations'] })).violations
  })
  return found.flatMap(({ id, nodes }) => {
    const wrong = nodes.filter((node) => !node.any.some(({ data }) => isOwnColour(data)))
    return wrong.map(({ html, any }) => `${id}: ${html} ${JSON.stringify(any[0]?.data)}`)
  })
}

/** White on Figma's own brand blue is Figma's choice, and the same in all of its buttons. */
const ownColours = ['#0d99ff', '#0c8ce9']

function isOwnColour(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false
  if (!('fgColor' in data && 'bgColor' in data)) return false
  return data.fgColor === '#ffffff' && ownColours.includes(String(data.bgColor))
}
