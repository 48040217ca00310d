import { useRef } from 'preact/hooks'
import { labels } from '../text.ts'
import css from './tabs.module.css'

interface Props {
  /** Whether the panel is there: Settings take its place. */
  readonly isOpen: boolean
  /** Back to what the tab shows, from Settings. */
  readonly onSelect: () => void
}

/**
 * The two jobs of the window. Real tabs: arrow keys move between them, Tab passes them by.
 * Swap can be found and read, and says that it is still to come.
 */
export function Tabs({ isOpen, onSelect }: Props) {
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: 'first', ArrowRight: 'last', Home: 'first', End: 'last' }[event.key]
    if (step === undefined) return
    event.preventDefault()
    list.current?.querySelector<HTMLElement>(`[role=tab]:${step}-child`)?.focus()
  }

  return (
    <div ref={list} class={css.tabs} role="tablist" aria-label={labels.tabs} onKeyDown={onKeyDown}>
      <button
        type="button"
        id="tab-variants"
        role="tab"
        class={css.tab}
        aria-selected="true"
        aria-controls={isOpen ? 'panel-variants' : undefined}
        onClick={onSelect}
      >
        {labels.variants}
      </button>
      <button
        type="button"
        role="tab"
        class={css.tab}
        aria-selected="false"
        aria-disabled="true"
        tabIndex={-1}
        title={labels.swapLater}
      >
        {labels.swap}
      </button>
    </div>
  )
}
