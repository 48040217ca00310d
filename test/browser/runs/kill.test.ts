import { expect, test } from 'vitest'
import { isAll } from '../../endure/sample.ts'
import { killEverywhere, type Story } from '../support/kill-everywhere.ts'
import { select, tick } from '../support/stage.ts'

const sixJobs: Story = {
  jobs: 6,
  async compose(stage) {
    const { window } = stage
    await select(stage, ['Poster', 'Card'])
    await window.getByRole('list', { name: 'Sources' }).getByText('Card').waitFor()
    await window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
    await tick(stage, ['1:1', '16:9', '9:16'])
  },
  async press({ window }) {
    await window.getByRole('button', { name: 'Generate 6 pictures' }).click()
  },
  wrongs: (frames) =>
    ['Poster', 'Card'].flatMap((name) => {
      const isSeen = frames.some((frame) => frame.name === name && frame.visible)
      return isSeen ? [] : [`${name} was hidden`]
    }),
}

/** How many points are spread over the run; `ENDURE_ALL=1` takes more. */
const spread = isAll ? 20 : 4
/** The first and the last of the server’s tasks; `ENDURE_ALL=1` takes some between them. */
const tasksKilledAt = isAll ? [1, 3, 5, 6] : [1, 6]

test('killed in Chromium and opened again, a run of 6 jobs ends with 6 tasks and 6 pictures', async () => {
  const results = await killEverywhere(sixJobs, spread, tasksKilledAt)
  expect(results.filter((result) => !result.endsWith('kept'))).toEqual([])
  expect(results.length).toBe(spread + tasksKilledAt.length)
}, 400_000)
