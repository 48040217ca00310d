import { mkdirSync, writeFileSync } from 'node:fs'
import { createNodeEnv } from '../host/env/node.ts'
import { layouts } from './layouts.ts'
import { layOut } from './lay-out.ts'
import { places } from './places.ts'
import { drawSheet } from './sheet.ts'
import { layoutTable } from './table.ts'

/** `npm run layout`: how live text is laid out in every place, as a table and as pictures to look at. */
async function print(words: readonly string[]): Promise<void> {
  const folder = new URL('../../dist/layout/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const chosen = layouts.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  )
  const outcomes = []
  for (const layout of chosen) {
    const outcome = await layOut(layout, places)
    const sheet = await drawSheet(outcome.document, createNodeEnv(), outcome.views)
    const file = new URL(`${layout.name.replace(/\W+/g, '-')}.png`, folder)
    writeFileSync(file, await sheet.encode('image/png'))
    outcomes.push(outcome)
  }
  console.log(layoutTable(outcomes))
  console.log(`Pictures: ${folder.pathname}`)
}

await print(process.argv.slice(2))
