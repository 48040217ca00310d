import type { ComponentChildren } from 'preact'
import css from './others.module.css'

interface Props {
  readonly id: string
  readonly label: string
  readonly count: number
  readonly hint: string
  readonly children: ComponentChildren
}

/** A list that is rarely looked at: one line until it is opened, and then the only open one. */
export function Fold({ id, label, count, hint, children }: Props) {
  return (
    <details class={css.fold} name="fold">
      <summary class={css.summary}>
        {label} <span class={css.count}>{count}</span>
      </summary>
      <p class={css.hint}>{hint}</p>
      <ul id={id} aria-label={label} tabIndex={-1}>
        {children}
      </ul>
    </details>
  )
}
