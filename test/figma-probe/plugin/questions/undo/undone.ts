import type { Workspace } from '../../workspace.ts'
import { wait } from '../wait.ts'

/** One undo, and time for it. What is made after it is a step of its own. */
export async function undone({ figma }: Workspace): Promise<void> {
  figma.triggerUndo()
  await wait(500)
  figma.commitUndo()
}

/** The names of those that are still there. */
export function describe(nodes: Readonly<Record<string, { readonly removed: boolean }>>): string {
  const names = Object.entries(nodes).flatMap(([name, { removed }]) => (removed ? [] : [name]))
  return names.length === 0 ? 'nothing' : names.join(' and ')
}
