import { expect, test } from 'vitest'
import { isAll } from '../../endure/sample.ts'
import { killEverywhere, type Story } from '../support/kill-everywhere.ts'
import { select } from '../support/stage.ts'

const twoLayers: Story = {
  jobs: 2,
  async compose(stage) {
    const { window } = stage
    await select(stage, ['Poster', 'Card'])
    await window.getByRole('tab', { name: 'Swap' }).click()
    await window.getByRole('list', { name: 'Layers' }).getByText('Card').waitFor()
    await window.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A clay render')
  },
  async press({ window }) {
    await window.getByRole('button', { name: 'Swap 2 layers' }).click()
  },
  // A render has the name of the layer whose place it has taken.
  wrongs: (frames) =>
    ['Poster', 'Card'].flatMap((name) => {
      const same = frames.filter((frame) => frame.name === name)
      const seen = same.filter(({ visible }) => visible).length
      const renders = same.filter(({ hasRecipe }) => hasRecipe).length
      return [
        seen === 1 ? [] : [`${String(seen)} of ${name} are seen`],
        renders < 2 ? [] : [`${String(renders)} renders of ${name}`],
      ].flat()
    }),
}

/** How many points are spread over the run; `ENDURE_ALL=1` takes more. */
const spread = isAll ? 20 : 4

test('killed in Chromium and opened again, two layers are swapped once each, and never out of sight', async () => {
  const results = await killEverywhere(twoLayers, spread, [1, 2])
  expect(results.filter((result) => !result.endsWith('kept'))).toEqual([])
  expect(results.length).toBe(spread + 2)
}, 300_000)
