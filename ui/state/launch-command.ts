import type { NodeId } from '../../contract/model/ids.ts'
import { labels } from '../formats/labels.ts'
import { keyFirstText } from './text.ts'
import type { Command } from '../../contract/protocol/commands.ts'

/**
 * What a variant's buttons on the canvas do. Without a key nothing can be ordered: the recipe is shown
 * instead. Once there is a key, the designer presses the costly button again.
 */
export function commandWith(hasKey: boolean, command: Command): Command {
  return !hasKey && isOrder(command) ? 'show-recipe' : command
}

/**
 * Whether a button on the canvas still applies to the selection. It was pressed for the selection of that
 * moment: nothing else is ordered, however long the start took.
 */
export function isStillMeant(pressed: readonly NodeId[], selected: readonly NodeId[]): boolean {
  const both = new Set([...pressed, ...selected])
  return pressed.length > 0 && both.size === pressed.length && both.size === selected.length
}

/** Why Settings are shown first; empty if they were asked for, or nothing was ordered. */
export function keyFirstFor(hasKey: boolean, command: Command): string {
  return !hasKey && isOrder(command) ? keyFirstText(labels[command]) : ''
}

export function isOrder(command: Command): command is 'regenerate' | 'vary' {
  return command === 'regenerate' || command === 'vary'
}

export const tabs = ['variants', 'swap'] as const
export type Tab = (typeof tabs)[number]

const swapCommands: readonly Command[] = ['swap', 'flip', 'compare', 'restore-original']

/** The tab for a menu command or a button on the canvas. */
export function tabOf(command: Command): Tab {
  return swapCommands.includes(command) ? 'swap' : 'variants'
}

/** Whether a command needs an API key: existing swaps can be flipped and restored without one. */
export function needsKey(command: Command): boolean {
  return tabOf(command) !== 'swap' || command === 'swap'
}
