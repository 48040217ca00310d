import type { Command } from '../../contract/protocol/commands.ts'

/** What both ends of a swap offer by buttons of their own. */
export const swapOffers: readonly Command[] = ['flip', 'compare', 'restore-original']
/** What a variant offers once it has its picture. */
export const offers: readonly Command[] = ['regenerate', 'vary', 'use-recipe']
export const showRecipe: Command = 'show-recipe'

/** Relaunch buttons without a description. */
export function buttons(commands: readonly Command[]): Record<string, string> {
  return Object.fromEntries(commands.map((command) => [command, '']))
}
