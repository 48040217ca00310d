import type { Command } from '../../contract/protocol/commands.ts'

/** The relaunch buttons of both ends of a swap. */
export const swapOffers: readonly Command[] = ['flip', 'compare', 'restore-original']
/** The relaunch buttons of a variant that has its picture. */
export const offers: readonly Command[] = ['regenerate', 'vary', 'use-recipe']
export const showRecipe: Command = 'show-recipe'

/** Relaunch buttons without a description. */
export function buttons(commands: readonly Command[]): Record<string, string> {
  return Object.fromEntries(commands.map((command) => [command, '']))
}
