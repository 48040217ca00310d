import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import {
  type History,
  deletePrompt,
  searchHistory,
  toggleFavourite,
} from '../../catalog/prompts/history.ts'
import { deleteText, favouriteText, noHistoryText, notInHistoryText, promptLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { RemoveIcon, StarIcon } from '../../components/widgets/icons.tsx'
import icon from '../../components/widgets/icon-button.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './lists.module.css'
import { PromptSearch } from './search-box.tsx'

interface Props {
  readonly history: History
  readonly onTake: (text: string) => void
  readonly onChange: (change: (history: History) => ReturnType<typeof deletePrompt>) => void
}

/** Every prompt that was used, favourites first. */
export function PromptHistory({ history, onTake, onChange }: Props) {
  const [query, setQuery] = useState('')
  const panel = useRef<HTMLDivElement>(null)
  const held = useRef<HTMLElement | null>(null)
  const found = searchHistory(history, query)

  useLayoutEffect(() => {
    // A row that moves loses the focus.
    held.current?.focus()
    held.current = null
  }, [history])

  /** Where the focus goes from a row that is removed: to its neighbour, else to the search box. */
  function focusAfter(button: HTMLElement): HTMLElement | null {
    const row = button.closest('li')
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling
    const same = neighbour?.querySelector<HTMLElement>('button:last-child')
    return same ?? panel.current?.querySelector('input') ?? null
  }

  return (
    <div ref={panel}>
      <PromptSearch label={promptLabels.searchHistory} query={query} onChange={setQuery} />
      <div class={`${layout.scrolls} ${css.list}`}>
        <p aria-live="polite" class={`${common.hint} ${css.none}`}>
          {found.length === 0 && (history.length === 0 ? noHistoryText : notInHistoryText)}
        </p>
        <ul aria-label={promptLabels.history}>
          {found.map(({ text, favourite }) => (
            <li key={text} class={`${layout.row} ${layout.listRow} ${css.row}`}>
              <button
                type="button"
                class={`${layout.grow} ${css.take}`}
                title={text}
                onClick={() => {
                  onTake(text)
                }}
              >
                <span class={`${common.clamp} ${common.breaks} ${css.text}`} dir="auto">
                  {text}
                </span>
              </button>
              <button
                type="button"
                class={`${icon.icon} ${icon.clearer}`}
                aria-pressed={favourite}
                aria-label={favouriteText(text)}
                onClick={(event) => {
                  held.current = event.currentTarget
                  onChange((now) => toggleFavourite(now, text))
                }}
              >
                <StarIcon isFull={favourite} />
              </button>
              <button
                type="button"
                class={`${icon.icon} ${icon.clearer}`}
                aria-label={deleteText(text)}
                onClick={(event) => {
                  held.current = focusAfter(event.currentTarget)
                  onChange((now) => deletePrompt(now, text))
                }}
              >
                <RemoveIcon />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
