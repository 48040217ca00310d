import { expect } from 'vitest'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import { findersOn } from './finders.ts'
import { onCanvas, openTasks, select, type Stage, tick, withoutLiveText } from './stage.ts'

/** A frame of the document with a recipe. */
export interface FoundVariant {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly recipe: Recipe
  readonly isPending: boolean
  /** Where its picture lies in it. */
  readonly picture: string
}

export const story = 'Poster · Instagram story'
export const cover = 'Poster · Reel cover'

export const taskOf = (found: FoundVariant | undefined) =>
  found?.recipe.progress.state === 'done' ? found.recipe.progress.task : null

export const hashOf = (found: FoundVariant | undefined) =>
  found?.recipe.progress.state === 'done' ? found.recipe.progress.picture.hash : 'a hash'

/** Finds what the view of a recipe has, and its variants, on the stage that is open at the moment. */
export function recipeOn(stage: () => Stage) {
  const region = () => stage().window.getByRole('region', { name: 'Recipe' })
  const button = (name: string) => region().getByRole('button', { name, exact: true })

  const variants = (): Promise<readonly FoundVariant[]> =>
    stage().page.evaluate(() => {
      const { document } = (globalThis as unknown as Window).playground ?? {}
      return (document?.descendants(document.rootId) ?? []).flatMap((id) => {
        const { pluginData, props, children } = document?.node(id) ?? {}
        const read = (key: string) =>
          Object.entries(pluginData ?? {}).find(([each]) => each.endsWith(`/${key}`))?.[1] ?? ''
        if (read('recipe') === '') return []
        const picture = (children ?? []).map((child) => document?.node(child).props)
        const { x, y, width, height, fills } = picture.find((it) => it?.name === 'Picture') ?? {}
        return [
          {
            id,
            name: props?.name ?? '',
            place: `${String(props?.x)}, ${String(props?.y)}`,
            recipe: JSON.parse(read('recipe')) as Recipe,
            isPending: read('replacement') !== '',
            picture: JSON.stringify({ x, y, width, height, fills }),
          },
        ]
      })
    })

  return {
    region,
    button,
    variants,
    /** What takes the focus for the region. */
    start: () => region().locator('[tabindex="-1"]').first(),
    /** The prompt of a recipe, where it is edited. */
    recipePrompt: () => region().getByRole('textbox', { name: 'Prompt', exact: true }),
    status: () => stage().window.getByRole('status').textContent(),
    orders: () =>
      stage().playground.hiapi?.hiapi.requests.filter(({ op }) => op === 'create') ?? [],
    named: async (name: string) => (await variants()).find((each) => each.name === name),
    /** How many variants have their picture. */
    done: async () => (await variants()).filter((each) => taskOf(each) !== null).length,
    selection: (): Promise<readonly string[]> =>
      stage().page.evaluate(() => {
        const { document } = (globalThis as unknown as Window).playground ?? {}
        return (document?.selection() ?? []).map((id) => document?.node(id).props.name ?? '')
      }),
    undo: () => onCanvas(stage(), 'undo'),
    /** How many steps can be undone. */
    undoDepth: () =>
      stage().page.evaluate(
        () => (globalThis as unknown as Window).playground?.document.undoDepth ?? 0,
      ),
    look: async (names: readonly string[]): Promise<void> => {
      await select(stage(), names)
      await button('Regenerate').waitFor()
    },
    /** Unfolds what is rarely looked at; it stays unfolded. */
    unfold: async (): Promise<void> => {
      const details = button('Details')
      if ((await details.getAttribute('aria-expanded')) !== 'true') await details.click()
    },
  }
}

/** Makes a poster's story and the cover of a reel, which share one picture; or plain ratios of it. */
export async function orderPoster(stage: Stage, ratios: readonly string[] = []): Promise<void> {
  const { prompt, tasks } = findersOn(() => stage)
  await select(stage, ['Poster'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await withoutLiveText(stage)
  await prompt().fill('A print of {name} on a sunlit table')
  await tick(stage, ratios)
  if (ratios.length === 0) {
    const search = stage.window.getByRole('searchbox', { name: 'Search placements' })
    for (const name of ['Instagram story', 'Reel cover']) {
      await search.fill(name)
      await stage.window.getByRole('checkbox', { name: `${name}, 1080 × 1920` }).check()
    }
  }
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
  await openTasks(stage)
  const count = Math.max(1, ratios.length)
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count()).toBe(count)
}
