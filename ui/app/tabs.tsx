import { useRef } from 'preact/hooks'
import css from './tabs.module.css'
import { useAppState } from '../state/app-state.ts'
import { labels } from '../formats/labels.ts'
import { type Tab, tabs } from '../state/launch-command.ts'

/** The index that each key leads to from a tab's index; the row wraps around. */
const keys: Readonly<Partial<Record<string, (index: number) => number>>> = {
  ArrowLeft: (index) => (index + tabs.length - 1) % tabs.length,
  ArrowRight: (index) => (index + 1) % tabs.length,
  Home: () => 0,
  End: () => tabs.length - 1,
}

/** Tabs in the sense of ARIA: arrow keys move between them, Tab leaves the row. */
export function Tabs() {
  const { navigation } = useAppState()
  const selected = navigation.tab.value
  // Settings take the place of a tab's panel.
  const isOpen = !navigation.inSettings.value
  const buttons = useRef<Partial<Record<Tab, HTMLButtonElement | null>>>({})

  function onKeyDown(event: KeyboardEvent, from: Tab) {
    const next = tabs[keys[event.key]?.(tabs.indexOf(from)) ?? -1]
    if (next === undefined) return
    event.preventDefault()
    buttons.current[next]?.focus()
    // In Settings an arrow key opens no tab, so that nothing written there is lost.
    if (isOpen) navigation.openTab(next)
  }

  return (
    <div class={css.tabs} role="tablist" aria-label={labels.tabs}>
      {tabs.map((tab) => (
        <button
          key={tab}
          ref={(button) => {
            buttons.current[tab] = button
          }}
          type="button"
          id={`tab-${tab}`}
          role="tab"
          class={css.tab}
          aria-selected={isOpen && tab === selected}
          aria-controls={isOpen && tab === selected ? `panel-${tab}` : undefined}
          tabIndex={tab === selected ? 0 : -1}
          onKeyDown={(event) => {
            onKeyDown(event, tab)
          }}
          onClick={() => {
            navigation.openTab(tab)
          }}
        >
          {labels[tab]}
        </button>
      ))}
    </div>
  )
}
