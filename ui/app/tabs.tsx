import { useRef } from 'preact/hooks'
import css from './tabs.module.css'
import { labels } from '../text/labels.ts'
import { type Tab, tabs } from '../state/launch-command.ts'

/** Where each key leads from a tab, among so many; the row has no ends. */
const keys: Readonly<Partial<Record<string, (index: number) => number>>> = {
  ArrowLeft: (index) => (index + tabs.length - 1) % tabs.length,
  ArrowRight: (index) => (index + 1) % tabs.length,
  Home: () => 0,
  End: () => tabs.length - 1,
}

interface Props {
  readonly selected: Tab
  /** Whether its panel is there: Settings take its place. */
  readonly isOpen: boolean
  /** Shows a tab's panel, also from Settings. */
  readonly onSelect: (tab: Tab) => void
}

/** Real tabs: arrow keys move between them, Tab passes them by. */
export function Tabs({ selected, isOpen, onSelect }: Props) {
  const buttons = useRef<Partial<Record<Tab, HTMLButtonElement | null>>>({})

  function onKeyDown(event: KeyboardEvent, from: Tab) {
    const next = tabs[keys[event.key]?.(tabs.indexOf(from)) ?? -1]
    if (next === undefined) return
    event.preventDefault()
    buttons.current[next]?.focus()
    // What is written in Settings is not lost to an arrow key: there a tab takes a press.
    if (isOpen) onSelect(next)
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
          aria-selected={tab === selected}
          aria-controls={isOpen && tab === selected ? `panel-${tab}` : undefined}
          tabIndex={tab === selected ? 0 : -1}
          onKeyDown={(event) => {
            onKeyDown(event, tab)
          }}
          onClick={() => {
            onSelect(tab)
          }}
        >
          {labels[tab]}
        </button>
      ))}
    </div>
  )
}
