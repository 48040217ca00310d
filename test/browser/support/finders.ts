import type { Locator } from 'playwright-core'
import type { Stage } from './stage.ts'

/** Finds what most tests look at, by accessible names, on the stage that is open at the moment. */
export function findersOn(stage: () => Stage) {
  const role = (...[name, options]: Parameters<Stage['window']['getByRole']>) =>
    stage().window.getByRole(name, options)
  const button = (name: string | RegExp) => role('button', { name, exact: true })
  const tasks = () => role('list', { name: 'Tasks' }).getByRole('listitem')
  return {
    role,
    button,
    generate: () => button(/^Generate/),
    prompt: () => role('textbox', { name: 'Prompt', exact: true }),
    run: () => role('region', { name: 'Run', exact: true }),
    settings: () => role('region', { name: 'Settings' }),
    tasks,
    /** The tasks whose row has a word in it, as it is written: "Done" is not "Undone". */
    inState: (word: string | RegExp) => tasks().filter({ hasText: new RegExp(word) }),
    /** How many tasks HiAPI has made. */
    made: () => stage().playground.hiapi?.hiapi.tasks.size,
  }
}

/** Whether it is what the keyboard acts on. */
export function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((it) => it === it.ownerDocument.activeElement)
}
