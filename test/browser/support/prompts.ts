import { expect } from 'vitest'
import { findersOn } from './finders.ts'
import { openStage, openTasks, select, type Stage, type StageOptions } from './stage.ts'

/** Opens the plugin with what a prompt can have beside its words, and with sources selected. */
export async function openComposer(
  options: StageOptions = {},
  sources: readonly string[] = ['Poster'],
): Promise<Stage> {
  const stage = await openStage(options)
  const { choose, more } = promptsOn(() => stage)
  await more().click()
  await choose(sources)
  return stage
}

/** Finds what a prompt is written and sent with, on the stage that is open at the moment. */
export function promptsOn(stage: () => Stage) {
  const { button, generate, role, tasks } = findersOn(stage)
  const references = () => role('list', { name: 'References' })

  async function choose(sources: readonly string[]): Promise<void> {
    await select(stage(), sources)
    for (const name of sources) await role('list', { name: 'Sources' }).getByText(name).waitFor()
  }

  /** Adds what is selected as references, and waits until their pictures are taken. */
  async function addReferences(names: readonly string[]): Promise<void> {
    await choose(names)
    await button('Add selection as reference').click()
    for (const name of names) await references().getByText(name).waitFor()
    await expect.poll(() => references().getByText('Taking its picture').count()).toBe(0)
  }

  /** What went to the API, in the order in which it was sent. */
  function orders(): { prompt: string; aspect_ratio: string; input_urls: string[] }[] {
    const requests = stage().playground.hiapi?.hiapi.requests ?? []
    return requests
      .filter(({ op, status }) => op === 'create' && status === 200)
      .map(({ body }) => {
        const { input } = JSON.parse(new TextDecoder().decode(body)) as {
          input: { prompt: string; aspect_ratio: string; input_urls: string[] }
        }
        return input
      })
  }

  /** Presses Generate, and waits until so many orders have gone out in all. */
  async function order(count: number) {
    // A second press is taken for what it is only after a while: when the first has had its effect.
    await expect
      .poll(
        async () => (await tasks().count()) - (await tasks().filter({ hasText: 'Done' }).count()),
      )
      .toBe(0)
    await generate().click()
    await openTasks(stage())
    await expect.poll(() => orders().length).toBe(count)
    return orders()
  }

  return {
    keepWords: () => role('checkbox', { name: 'Keep text exactly' }),
    sent: () => role('group', { name: 'Preview prompt' }),
    references,
    history: () => role('list', { name: 'History' }),
    more: () => stage().window.getByText('More options'),
    choose,
    addReferences,
    orders,
    order,
  }
}
