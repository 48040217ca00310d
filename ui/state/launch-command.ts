import type { NodeId } from '../../contract/model/ids.ts'
import { labels } from '../formats/labels.ts'
import { keyFirstText } from './text.ts'
import type { Command } from '../../contract/protocol/commands.ts'

/**
 * What a variant's buttons on the canvas come to. Without a key nothing can be ordered: the recipe is
 * shown instead, once there is one, and the designer presses again what costs money.
 */
export function commandWith(hasKey: boolean, command: Command): Command {
  return !hasKey && isOrder(command) ? 'show-recipe' : command
}

/**
 * Whether a button on the canvas still means what is selected. What it was pressed for is what was
 * selected then: nothing is ordered for anything else, however long it took until it could be.
 */
export function isStillMeant(pressed: readonly NodeId[], selected: readonly NodeId[]): boolean {
  const both = new Set([...pressed, ...selected])
  return pressed.length > 0 && both.size === pressed.length && both.size === selected.length
}

/** Why Settings come first; empty where they were asked for, or nothing else was. */
export function keyFirstFor(hasKey: boolean, command: Command): string {
  return !hasKey && isOrder(command) ? keyFirstText(labels[command]) : ''
}

export function isOrder(command: Command): command is 'regenerate' | 'vary' {
  return command === 'regenerate' || command === 'vary'
}

/** The two jobs of the window. */
export const tabs = ['variants', 'swap'] as const
export type Tab = (typeof tabs)[number]

export const swapCommands: readonly Command[] = ['swap', 'flip', 'compare', 'restore-original']

/** Where a command of the menu, or a button on the canvas, leads. */
export function tabOf(command: Command): Tab {
  return swapCommands.includes(command) ? 'swap' : 'variants'
}

/** Whether what was asked for needs an API key: what is there can be flipped and restored by anybody. */
export function needsKey(command: Command): boolean {
  return tabOf(command) !== 'swap' || command === 'swap'
}
