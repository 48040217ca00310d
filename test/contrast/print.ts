import { testLayouts } from './layouts.ts'
import { measureAll } from './measure.ts'
import { contrastTable, unsaidIn } from './table.ts'

/** `npm run contrast`: how live text can be read over pictures of every kind. */
const cells = await measureAll(testLayouts, 1)
console.log(contrastTable(cells, testLayouts))
for (const { cell, name, contrast, needed } of unsaidIn(cells, testLayouts)) {
  console.log(`${name}: ${contrast.toFixed(2)} of ${needed} · ${cell.layout} · ${cell.picture}`)
}
