import { findersOn } from './finders.ts'
import { select, type Stage } from './stage.ts'

/** Finds what a designer chooses targets with, on the stage that is open at the moment. */
export function targetsOn(stage: () => Stage) {
  const role = (...[name, options]: Parameters<Stage['window']['getByRole']>) =>
    stage().window.getByRole(name, options)
  const group = () => role('group', { name: 'Deliver to', exact: true })
  const sheet = () => role('dialog', { name: 'Browse placements' })
  const chosen = () => role('list', { name: 'Chosen targets' }).getByRole('listitem')
  const row = (name: string) => chosen().filter({ hasText: name })
  return {
    search: () => role('searchbox', { name: 'Search placements and ratios' }),
    group,
    sheet,
    chosen,
    row,
    /** A placement's checkbox, as a search result. */
    found: (name: string) => group().getByRole('checkbox', { name: new RegExp(`^${name}, `) }),
    /** The same in the sheet. */
    listed: (name: string) => sheet().getByRole('checkbox', { name: new RegExp(`^${name}, `) }),
    star: (name: string) => sheet().getByRole('button', { name: `Favourite: ${name}` }),
    note: () => stage().window.locator('#order-note'),
    /** Opens a chosen target's row. */
    look: async (name: string) => {
      await row(name)
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .click()
      return row(name)
    },
    browse: async () => {
      await findersOn(stage).button('Browse placements').click()
      await sheet().waitFor()
    },
    /** Frames that the plugin made, by their layer names. */
    variants: () =>
      stage().page.evaluate(() => {
        const { document } = (globalThis as unknown as Window).playground ?? {}
        return (document?.node(document.currentPage).children ?? []).flatMap((id) => {
          const { name = '', width, height } = document?.node(id).props ?? {}
          return name.includes(' · ') ? [{ name, width, height }] : []
        })
      }),
  }
}

/** A source and a prompt: what is missing is a target. */
export async function compose(stage: Stage): Promise<void> {
  await select(stage, ['Poster'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
}
