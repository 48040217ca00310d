import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import common from '../../../components/widgets/common.module.css'
import layout from '../../../components/widgets/layout.module.css'
import css from './other-jobs.module.css'

interface Props {
  readonly id: string
  readonly label: string
  readonly count: number
  readonly hint: string
  /** Whether something in it waits for the designer: the list then opens, and only the designer closes it. */
  readonly isOpen?: boolean
  readonly children: ComponentChildren
}

/** A list that is rarely looked at: one line until it is opened. Only one such list is open at a time. */
export function DisclosureList({ id, label, count, hint, isOpen = false, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isOpen && details.current !== null) details.current.open = true
  }, [isOpen])
  return (
    <details ref={details} class={css.fold} name="fold">
      <summary class={`${common.hint} ${layout.listRow} ${css.summary}`}>
        {label} <span class={common.figures}>{count}</span>
      </summary>
      <p class={`${common.note} ${css.hint}`}>{hint}</p>
      <ul id={id} aria-label={label} tabIndex={-1}>
        {children}
      </ul>
    </details>
  )
}
