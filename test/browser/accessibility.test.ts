import { afterAll, afterEach, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { closeBrowser, openStage, openTasks, select, type Stage, tick } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())
afterAll(closeBrowser)

test.each(['light', 'dark'] as const)('axe finds nothing wrong, %s', async (theme) => {
  stage = await openStage({ theme })
  expect(await violations(stage)).toEqual([])
  await select(stage, ['Poster', 'Card'])
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print')
  await tick(stage, ['1:1'])
  await stage.window.getByRole('textbox', { name: 'Prompt' }).press('Control+Enter')
  const tasks = await openTasks(stage)
  await tasks.getByText('Done').first().waitFor()
  expect(await violations(stage)).toEqual([])
  await stage.window.getByRole('button', { name: 'Settings' }).click()
  expect(await violations(stage)).toEqual([])
})
