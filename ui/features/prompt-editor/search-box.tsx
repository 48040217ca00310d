import { useEffect, useRef } from 'preact/hooks'
import css from './lists.module.css'

interface Props {
  readonly label: string
  readonly query: string
  readonly onChange: (query: string) => void
}

/** The search box of a list; it gets the focus when the list opens. */
export function PromptSearch({ label, query, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    box.current?.focus()
  }, [])
  return (
    <input
      ref={box}
      type="search"
      class={css.search}
      value={query}
      placeholder={label}
      aria-label={label}
      autocomplete="off"
      dir="auto"
      onInput={(event) => {
        onChange(event.currentTarget.value)
      }}
    />
  )
}
