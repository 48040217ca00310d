import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Command } from '../../contract/protocol/commands.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import type { Feedback } from './feedback.ts'
import {
  commandWith,
  isStillMeant,
  keyFirstFor,
  needsKey,
  type Tab,
  tabOf,
} from './launch-command.ts'
import { selectedIn, type Selection } from './selection.ts'
import type { SettingsState } from './settings.ts'
import { keyFirstText } from './text.ts'

/** Which part of the window is shown, and what it was opened for. */
export interface Navigation {
  readonly tab: ReadonlySignal<Tab>
  readonly inSettings: Signal<boolean>
  /** Why Settings were opened instead of what was asked for; empty if they were asked for. */
  readonly keyFirst: ReadonlySignal<string>
  /** The order from a button on the canvas; null once it is done, or no longer applies. */
  readonly command: ReadonlySignal<Command | null>
  openTab(tab: Tab): void
  /** Opens Settings, for a sentence that names them; null while they are open. */
  readonly toSettings: ReadonlySignal<(() => void) | null>
  /** Opens Settings, and says which button needs a key. */
  askForKey(button: string): void
  finishCommand(): void
}

export function createNavigation(
  { command: opened, startedOn }: Pick<ResponseOf<'open'>, 'command' | 'startedOn'>,
  { hasKey }: Pick<SettingsState, 'hasKey'>,
  selection: ReadonlySignal<Selection>,
  feedback: Feedback,
): Navigation {
  const isWithKey = hasKey.peek()
  const tab = signal(tabOf(opened))
  const inSettings = signal(opened === 'settings' || (!isWithKey && needsKey(opened)))
  const keyFirst = signal(keyFirstFor(isWithKey, opened))
  const command = signal<Command | null>(commandWith(isWithKey, opened))
  effect(() => {
    // Once something else is selected the command is over, whatever is selected next.
    if (!isStillMeant(startedOn, selectedIn(selection.value))) command.value = null
  })
  effect(() => {
    // It was said of one press: whoever opens Settings later has not pressed that button.
    if (!inSettings.value) keyFirst.value = ''
  })
  const openSettings = () => {
    inSettings.value = true
  }
  return {
    tab,
    inSettings,
    keyFirst,
    command,
    toSettings: computed(() => (inSettings.value ? null : openSettings)),
    openTab(next) {
      tab.value = next
      inSettings.value = false
    },
    askForKey(button) {
      keyFirst.value = keyFirstText(button)
      feedback.announce(keyFirst.value)
      inSettings.value = true
    },
    finishCommand() {
      command.value = null
    },
  }
}
